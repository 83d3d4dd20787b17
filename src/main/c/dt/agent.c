#define _GNU_SOURCE
#include "dt.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Starting takes the time to fork; whoever holds the lock for longer hangs. */
enum { LOCK_TRIES = 500, LOCK_PAUSE_MS = 10, LOG_MAX = 1 << 20, LOG_TAIL = 1500 };

static char folder[4000]; /* of the socket */
static char log_file[4096];
static off_t log_start; /* where the log of the agent that we started begins */

static int joined(char *path, size_t room, const char *folder_name, const char *name) {
    int length = snprintf(path, room, "%s/%s", folder_name, name);
    return length > 0 && (size_t)length < room;
}

int find_place(struct place *place) {
    char here[3000];
    char jar[4096];
    ssize_t length = readlink("/proc/self/exe", here, sizeof here - 1);
    if (length <= 0) {
        return 0;
    }
    here[length] = 0;
    *strrchr(here, '/') = 0;
    struct stat built;
    if (!joined(jar, sizeof jar, here, DT_JAR) || stat(jar, &built)) {
        return 0;
    }
    /* Java's cache of classes wants every path to be spelled as it was. */
    const char *jvm = DT_JVM;
    for (; strncmp(jvm, "../", 3) == 0 && *here; jvm += 3) {
        *strrchr(here, '/') = 0;
    }
    if (!joined(place->jvm, sizeof place->jvm, here, jvm)) {
        return 0;
    }
    snprintf(place->version, sizeof place->version, "%s %lld.%09ld %lld", DT_VERSION, (long long)built.st_mtim.tv_sec,
             built.st_mtim.tv_nsec, (long long)built.st_size);
    return 1;
}

/* Makes what is missing of an absolute path, for this user alone. */
static void make_folders(const char *path) {
    char part[4096];
    for (const char *end = strchr(path + 1, '/'); end; end = strchr(end + 1, '/')) {
        snprintf(part, sizeof part, "%.*s", (int)(end - path), path);
        mkdir(part, 0700);
    }
    mkdir(path, 0700);
}

/* The folder of the XDG base directory specification: the variable, or else `preset` below the home folder. */
static int xdg(char *path, size_t room, const char *variable, const char *preset, const char *name) {
    const char *base = getenv(variable);
    if (base && *base == '/') {
        return joined(path, room, base, name);
    }
    const char *home = getenv("HOME");
    char below[3500];
    return home && *home == '/' && joined(below, sizeof below, home, preset) && joined(path, room, below, name);
}

static int open_folder(void) {
    const char *runtime = getenv("XDG_RUNTIME_DIR");
    int known = runtime && *runtime == '/' && joined(folder, sizeof folder, runtime, "dt") &&
                (mkdir(folder, 0700) == 0 || errno == EEXIST);
    if (!known) {
        if (!xdg(folder, sizeof folder, "XDG_CACHE_HOME", ".cache", "dt/run")) {
            return -1;
        }
        make_folders(folder);
    }
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    struct stat found;
    if (fd < 0 || fstat(fd, &found)) {
        complain("no agent: cannot use the folder %s: %s; make it writable, or set DT_AGENT=off", folder, strerror(errno));
        return -1;
    }
    if (found.st_uid != geteuid()) {
        complain("no agent: the folder %s belongs to another user (%u); unset XDG_RUNTIME_DIR, or set DT_AGENT=off", folder,
                 (unsigned)found.st_uid);
    } else if (found.st_mode & 077) {
        complain("no agent: others can get into the folder %s; chmod 700 it, or set DT_AGENT=off", folder);
    } else {
        return fd;
    }
    close(fd);
    return -1;
}

/* By way of /proc the address fits whatever the folder's name is, and it is the folder that was looked at. */
static void address_of(int folder_fd, struct sockaddr_un *address) {
    memset(address, 0, sizeof *address);
    address->sun_family = AF_UNIX;
    snprintf(address->sun_path, sizeof address->sun_path, "/proc/self/fd/%d/agent", folder_fd);
}

/* -1: nobody listens there; FOREIGN: somebody else does, which is said. */
enum { FOREIGN = -2 };

static int connect_in(int folder_fd) {
    struct sockaddr_un address;
    address_of(folder_fd, &address);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address)) {
        if (fd >= 0) {
            close(fd);
        }
        return -1;
    }
    struct ucred peer;
    socklen_t length = sizeof peer;
    if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &length) || peer.uid != geteuid()) {
        complain("no agent: another user listens at %s/agent; remove it", folder);
        close(fd);
        return FOREIGN;
    }
    return fd;
}

static int listen_in(int folder_fd) {
    struct sockaddr_un address;
    address_of(folder_fd, &address);
    unlinkat(folder_fd, "agent", 0);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    mode_t before = umask(0177);
    int failed = fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof address) || listen(fd, SOMAXCONN);
    umask(before);
    if (failed) {
        complain("no agent: cannot listen at %s/agent: %s", folder, strerror(errno));
        if (fd >= 0) {
            close(fd);
        }
        return -1;
    }
    return fd;
}

/* Standard output and error of the agent. Without a log it works all the same. */
static int open_log(void) {
    char state[4000];
    if (!xdg(state, sizeof state, "XDG_STATE_HOME", ".local/state", "dt") ||
        !joined(log_file, sizeof log_file, state, "agent.log")) {
        return -1;
    }
    make_folders(state);
    struct stat found;
    char old[4200];
    if (stat(log_file, &found) == 0 && found.st_size > LOG_MAX) {
        snprintf(old, sizeof old, "%s.1", log_file);
        rename(log_file, old);
    }
    int fd = open(log_file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    log_start = fd < 0 ? 0 : lseek(fd, 0, SEEK_END);
    return fd;
}

/* The agent takes everything from its callers, so it starts with next to nothing of the first one. */
static char **environment_of_agent(void) {
    static const char *const kept[] = {"PATH",           "HOME",      "JAVA_HOME",       "TZ",
                                       "XDG_STATE_HOME", "TMPDIR",    "XDG_RUNTIME_DIR", "XDG_CACHE_HOME",
                                       "DT_AGENT_IDLE",  "LOGNAME",   "USER"};
    enum { COUNT = sizeof kept / sizeof *kept };
    static char *environment[COUNT + 2];
    static char utf8[] = "LC_ALL=C.UTF-8";
    size_t count = 0;
    environment[count++] = utf8;
    for (size_t i = 0; i < COUNT; i++) {
        const char *value = getenv(kept[i]);
        if (value && asprintf(&environment[count], "%s=%s", kept[i], value) > 0) {
            count++;
        }
    }
    environment[count] = NULL;
    return environment;
}

static _Noreturn void become_agent(const struct place *place, int listener, int log) {
    static char agent[] = "agent", serve[] = "serve";
    char path[4096];
    int null = open("/dev/null", O_RDWR);
    int out = log < 0 ? null : log;
    if (!joined(path, sizeof path, folder, "agent") || chdir("/") || dup2(listener, 0) < 0 || dup2(out, 1) < 0 ||
        dup2(out, 2) < 0) {
        _exit(LOCAL);
    }
    close_range(3, ~0u, 0);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    char *const line[] = {(char *)(uintptr_t)place->jvm, agent, serve, (char *)(uintptr_t)place->version, path, NULL};
    execve(place->jvm, line, environment_of_agent());
    complain("cannot run %s: %s", place->jvm, strerror(errno));
    _exit(LOCAL);
}

/* Forks twice, so that the agent is no child of ours; its own session keeps the terminal's signals from it. */
static void start_agent(const struct place *place, int listener) {
    int log = open_log();
    pid_t child = fork();
    if (child == 0) {
        setsid();
        pid_t agent = fork();
        if (agent == 0) {
            become_agent(place, listener, log);
        }
        _exit(agent < 0 ? LOCAL : OKAY);
    }
    if (child > 0) {
        waitpid(child, NULL, 0);
    }
    if (log >= 0) {
        close(log);
    }
}

static int lock_folder(int folder_fd) {
    int fd = openat(folder_fd, "lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) {
        complain("no agent: cannot write %s/lock: %s", folder, strerror(errno));
        return -1;
    }
    const struct timespec pause = {.tv_nsec = LOCK_PAUSE_MS * 1000000L};
    for (int i = 0; i < LOCK_TRIES; i++) {
        if (flock(fd, LOCK_EX | LOCK_NB) == 0) {
            return fd;
        }
        nanosleep(&pause, NULL);
    }
    complain("no agent: another dt holds %s/lock for seconds; find it with fuser(1)", folder);
    close(fd);
    return -1;
}

/* The socket listens before the agent's JVM has begun: whoever comes meanwhile waits in the queue of the kernel. */
static int start_and_connect(const struct place *place, int folder_fd, int *started) {
    int lock = lock_folder(folder_fd);
    if (lock < 0) {
        return -1;
    }
    /* Another client may have been quicker. */
    int fd = connect_in(folder_fd);
    if (fd == -1) {
        int listener = listen_in(folder_fd);
        if (listener >= 0) {
            start_agent(place, listener);
            fd = connect_in(folder_fd);
            *started = 1;
            close(listener);
        }
    }
    close(lock);
    return fd;
}

int agent_connect(const struct place *place, int start, int *started) {
    int folder_fd = open_folder();
    if (folder_fd < 0) {
        return -1;
    }
    int fd = connect_in(folder_fd);
    if (fd == -1 && start) {
        fd = start_and_connect(place, folder_fd, started);
    }
    close(folder_fd);
    return fd;
}

void agent_failed(void) {
    char tail[LOG_TAIL + 1];
    int fd = *log_file ? open(log_file, O_RDONLY | O_CLOEXEC) : -1;
    ssize_t length = 0;
    if (fd >= 0) {
        off_t end = lseek(fd, 0, SEEK_END);
        length = pread(fd, tail, LOG_TAIL, end - log_start > LOG_TAIL ? end - LOG_TAIL : log_start);
        close(fd);
    }
    tail[length > 0 ? length : 0] = 0;
    complain("the agent did not start; going on without it. The end of %s:\n%s", *log_file ? log_file : "its log", tail);
}
