#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "shell.h"

/* From linux/landlock.h, which is older on the build host than on the hosts that this runs on. */
struct ruleset_attr {
    uint64_t fs, net, scoped;
};
struct path_attr {
    uint64_t access;
    int32_t folder;
} __attribute__((packed));

enum {
    EXECUTE = 1 << 0,
    WRITE_FILE = 1 << 1,
    READ_FILE = 1 << 2,
    READ_DIR = 1 << 3,
    REFER = 1 << 13,
    TRUNCATE = 1 << 14,
    IOCTL_DEV = 1 << 15,
    UP_TO_MAKE_SYM = (1 << 13) - 1,
    OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV,
    TO_LOOK = EXECUTE | READ_FILE | READ_DIR,
    TO_USE = WRITE_FILE | READ_FILE | IOCTL_DEV,
};
enum { SCOPE_ABSTRACT_UNIX_SOCKET = 1 << 0, SCOPE_SIGNAL = 1 << 1, GET_VERSION = 1 << 0, PATH_BENEATH = 1 };

/* Where the files of all users are beside each other, with one owner under one shared UID. */
static const char *const shared_folders[] = {"/tmp",      "/var/tmp",  "/dev/shm",  "/dev/mqueue", "/dev/pts",
                                             "/run/user", "/var/mail", "/var/spool", "/run/screen"};
static const char *const devices[] = {"/dev/null",   "/dev/zero", "/dev/full", "/dev/random",
                                      "/dev/urandom", "/dev/tty",  "/dev/ptmx"};

struct domain {
    int ruleset;
    uint64_t handled;
    struct map_text prefix;
};

int landlock_version(void)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, GET_VERSION);
    return version < 0 ? 0 : (int)version;
}

static uint64_t handled_by(int version)
{
    return UP_TO_MAKE_SYM | (version >= 2 ? REFER : 0U) | (version >= 3 ? TRUNCATE : 0U) |
           (version >= 5 ? IOCTL_DEV : 0U);
}

static bool allow_open(const struct domain *domain, int file, uint64_t access)
{
    struct stat status;
    if (fstat(file, &status) != 0)
        return false;
    access &= domain->handled & (S_ISDIR(status.st_mode) ? ~(uint64_t)0 : (uint64_t)OF_FILES);
    struct path_attr rule = {access, file};
    return syscall(SYS_landlock_add_rule, domain->ruleset, PATH_BENEATH, &rule, 0) == 0;
}

static bool allow(const struct domain *domain, const char *path, uint64_t access)
{
    int file = open(path, O_PATH | O_CLOEXEC);
    if (file < 0)
        return false;
    bool allowed = allow_open(domain, file, access);
    close(file);
    return allowed;
}

/* Whether path is folder, or folder is below it. */
static bool leads_to(struct map_text path, struct map_text folder)
{
    return folder.size >= path.size && memcmp(path.at, folder.at, path.size) == 0 &&
           (folder.size == path.size || folder.at[path.size] == '/');
}

enum place { OUTSIDE, ABOVE, SHARED };

static enum place place_of(const struct domain *domain, const char *path)
{
    struct map_text here = map_text_of(path);
    enum place place = OUTSIDE;
    for (size_t i = 0; i <= sizeof shared_folders / sizeof *shared_folders; i++) {
        struct map_text folder = i == 0 ? domain->prefix : map_text_of(shared_folders[i - 1]);
        if (map_same(here, folder))
            return SHARED;
        if (leads_to(here, folder))
            place = ABOVE;
    }
    return place;
}

/* A rule cannot take away, so what leads to a shared folder is not allowed as a whole but entry by entry. */
static void allow_system(const struct domain *domain, const char *path)
{
    DIR *folder = opendir(*path == '\0' ? "/" : path);
    const struct dirent *entry;
    if (folder == NULL)
        return;
    while ((entry = readdir(folder)) != NULL) {
        char below[MAP_PATH_MAX];
        struct stat status;
        int size = snprintf(below, sizeof below, "%s/%s", path, entry->d_name);
        if (size >= (int)sizeof below || strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 ||
            lstat(below, &status) != 0 || S_ISLNK(status.st_mode))
            continue;
        enum place place = place_of(domain, below);
        if (place == ABOVE)
            allow_system(domain, below);
        else if (place == OUTSIDE)
            allow(domain, below, TO_LOOK);
    }
    closedir(folder);
}

static void allow_more(const struct domain *domain, struct map_text options)
{
    struct map_text key, value;
    while (map_next_option(&options, &key, &value)) {
        char path[MAP_PATH_MAX + 1];
        bool write = map_same(key, map_text_of("write"));
        if (!write && !map_same(key, map_text_of("read")))
            continue;
        memcpy(path, value.at, value.size);
        path[value.size] = '\0';
        allow(domain, path, write ? ~(uint64_t)0 : (uint64_t)TO_LOOK);
    }
}

bool confine(const struct confinement *confinement, int version)
{
    struct ruleset_attr attr = {.fs = handled_by(version)};
    /* The structure grew with the versions: an old kernel takes only its own size. */
    size_t size = version >= 6 ? sizeof attr : sizeof attr.fs;
    if (version >= 6)
        attr.scoped = SCOPE_ABSTRACT_UNIX_SOCKET | SCOPE_SIGNAL;
    struct domain domain = {.handled = attr.fs, .prefix = confinement->prefix};
    domain.ruleset = (int)syscall(SYS_landlock_create_ruleset, &attr, size, 0);
    if (domain.ruleset < 0)
        return false;
    allow_system(&domain, "");
    for (size_t i = 0; i < sizeof devices / sizeof *devices; i++)
        allow(&domain, devices[i], TO_USE);
    for (int i = 0; i <= 2; i++)
        if (isatty(i))
            allow_open(&domain, i, TO_USE);
    allow_more(&domain, confinement->options);
    bool done = allow(&domain, confinement->home, ~(uint64_t)0) && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
                syscall(SYS_landlock_restrict_self, domain.ruleset, 0) == 0;
    int error = errno;
    close(domain.ruleset);
    errno = error;
    return done;
}
