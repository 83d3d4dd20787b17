/*
 * What one process can try on another by system calls: calls ATTACK PID [PATH]. Ends with 0 where the kernel lets it.
 * calls put: leaves what belongs to a UID and has no path, for the attacks keys, memory and queue; calls drop takes the queue away.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/kcmp.h>
#include <linux/keyctl.h>
#include <mqueue.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SEGMENT = 0x616c69 };

static int attach(pid_t victim, const char *path)
{
    if (ptrace(PTRACE_ATTACH, victim, NULL, NULL) != 0)
        return -1;
    waitpid(victim, NULL, 0);
    return (int)ptrace(PTRACE_DETACH, victim, NULL, NULL);
}

/* Who may read finds nothing at this address. */
static int read_memory(pid_t victim, const char *path)
{
    char byte;
    struct iovec here = {&byte, 1}, there = {(void *)16, 1};
    return process_vm_readv(victim, &here, 1, &there, 1, 0) == 1 || errno == EFAULT ? 0 : -1;
}

static int take_descriptor(pid_t victim, const char *path)
{
    int process = (int)syscall(SYS_pidfd_open, victim, 0);
    return process < 0 ? -1 : (int)syscall(SYS_pidfd_getfd, process, 1, 0);
}

static int limit(pid_t victim, const char *path)
{
    struct rlimit none = {0, 0};
    return prlimit(victim, RLIMIT_CORE, &none, NULL);
}

static int pin(pid_t victim, const char *path)
{
    cpu_set_t first;
    CPU_ZERO(&first);
    CPU_SET(0, &first);
    return sched_setaffinity(victim, sizeof first, &first);
}

static int schedule(pid_t victim, const char *path)
{
    struct sched_param none = {0};
    return sched_setscheduler(victim, SCHED_BATCH, &none);
}

/* All of the UID are slowed down; it counts whether the victim was. */
static int slow_all(pid_t victim, const char *path)
{
    int before = getpriority(PRIO_PROCESS, (id_t)victim);
    setpriority(PRIO_USER, 0, before + 1);
    return getpriority(PRIO_PROCESS, (id_t)victim) == before + 1 ? 0 : -1;
}

static int use_memory(pid_t victim, const char *path)
{
    const char *text = shmat(shmget(SEGMENT, 0, 0), NULL, 0);
    return text != (void *)-1 && strcmp(text, "secret") == 0 ? 0 : -1;
}

static int use_keys(pid_t victim, const char *path)
{
    long key = syscall(SYS_keyctl, KEYCTL_SEARCH, KEY_SPEC_USER_KEYRING, "user", "alice", 0);
    char text[16];
    return key > 0 && syscall(SYS_keyctl, KEYCTL_READ, key, text, sizeof text) > 0 ? 0 : -1;
}

static int put(pid_t victim, const char *path)
{
    int queue = mq_open("/alice", O_CREAT | O_RDWR, 0600, NULL);
    char *text = shmat(shmget(SEGMENT, 4096, IPC_CREAT | 0600), NULL, 0);
    if (queue < 0 || text == (void *)-1)
        return -1;
    strcpy(text, "secret");
    return syscall(SYS_add_key, "user", "alice", "secret", 6, KEY_SPEC_USER_KEYRING) < 0 ? -1 : 0;
}

static int drop(pid_t victim, const char *path)
{
    return mq_unlink("/alice");
}

/* prlimit64 as programs of 32 bits call it. */
static int limit_by_other_numbers(pid_t victim, const char *path)
{
    long said = -EPERM;
#if defined(__x86_64__)
    static struct rlimit none;
    __asm__ volatile("int $0x80" : "=a"(said) : "0"(340), "b"(victim), "c"(RLIMIT_CORE), "d"(&none), "S"(0) : "memory");
#endif
    return said == 0 ? 0 : -1;
}

static int compare(pid_t victim, const char *path)
{
    return syscall(SYS_kcmp, getpid(), victim, KCMP_FILES, 0, 0) < 0 ? -1 : 0;
}

static int slow(pid_t victim, const char *path)
{
    return setpriority(PRIO_PROCESS, (id_t)victim, 5);
}

static int starve(pid_t victim, const char *path)
{
    return (int)syscall(SYS_ioprio_set, 1, victim, 3 << 13);
}

static int use_queue(pid_t victim, const char *path)
{
    return mq_open("/alice", O_RDWR) < 0 ? -1 : 0;
}

static int watch(pid_t victim, const char *path)
{
    return inotify_add_watch(inotify_init(), path, IN_ALL_EVENTS) < 0 ? -1 : 0;
}

static const struct {
    const char *name;
    int (*try)(pid_t victim, const char *path);
} attacks[] = {{"affinity", pin},       {"compare", compare},   {"descriptor", take_descriptor},
               {"drop", drop},          {"io", starve},         {"keys", use_keys},
               {"limit", limit},        {"memory", use_memory}, {"numbers", limit_by_other_numbers},
               {"priority", slow},      {"priorities", slow_all}, {"ptrace", attach},
               {"put", put},            {"queue", use_queue},   {"scheduler", schedule},
               {"vm", read_memory},     {"watch", watch}};

int main(int argc, char **argv)
{
    if (argc < 2)
        return 2;
    for (size_t i = 0; i < sizeof attacks / sizeof *attacks; i++)
        if (strcmp(attacks[i].name, argv[1]) == 0) {
            int said = attacks[i].try(argc > 2 ? atoi(argv[2]) : 0, argc > 3 ? argv[3] : "/");
            if (said < 0)
                perror(argv[1]);
            return said < 0;
        }
    return 2;
}
