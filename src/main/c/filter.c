#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "shell.h"

#if defined(__x86_64__)
#define MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define MACHINE AUDIT_ARCH_AARCH64
#endif

/* What a call may do: nothing; with 0, the caller, as its first argument; or with 0 as its second, and no user in its first. */
enum use { NEVER, ON_ITSELF, ON_ITSELF_OR_ITS_GROUP };

static const struct call {
    int number;
    enum use use;
} calls[] = {
    {SYS_prlimit64, ON_ITSELF},
    {SYS_sched_setaffinity, ON_ITSELF},
    {SYS_sched_setattr, ON_ITSELF},
    {SYS_sched_setparam, ON_ITSELF},
    {SYS_sched_setscheduler, ON_ITSELF},
    {SYS_setpriority, ON_ITSELF_OR_ITS_GROUP},
    {SYS_ioprio_set, ON_ITSELF_OR_ITS_GROUP},
    /* What belongs to a UID and has no path that Landlock could close: keys, and the queues and memory of System V. */
    {SYS_add_key, NEVER},
    {SYS_keyctl, NEVER},
    {SYS_request_key, NEVER},
    {SYS_mq_open, NEVER},
    {SYS_mq_unlink, NEVER},
    {SYS_msgctl, NEVER},
    {SYS_msgget, NEVER},
    {SYS_msgrcv, NEVER},
    {SYS_msgsnd, NEVER},
    {SYS_semctl, NEVER},
    {SYS_semget, NEVER},
    {SYS_semop, NEVER},
    {SYS_semtimedop, NEVER},
    {SYS_shmat, NEVER},
    {SYS_shmctl, NEVER},
    {SYS_shmget, NEVER},
};

enum { CALLS = sizeof calls / sizeof *calls, MOST = 6 + 7 * CALLS };

struct program {
    struct sock_filter code[MOST];
    unsigned short size;
};

static void add(struct program *program, unsigned code, unsigned value, unsigned yes, unsigned no)
{
    program->code[program->size++] =
        (struct sock_filter){(unsigned short)code, (unsigned char)yes, (unsigned char)no, value};
}

static void load(struct program *program, size_t at)
{
    add(program, BPF_LD | BPF_W | BPF_ABS, (unsigned)at, 0, 0);
}

/* Of an argument the kernel too takes the lower half alone where it is a number of a process; both machines have it first. */
static void load_argument(struct program *program, size_t which)
{
    load(program, offsetof(struct seccomp_data, args) + which * sizeof(uint64_t));
}

static void answer(struct program *program, unsigned with)
{
    add(program, BPF_RET | BPF_K, with, 0, 0);
}

static void add_call(struct program *program, const struct call *call)
{
    const unsigned refused = SECCOMP_RET_ERRNO | EPERM, is = BPF_JMP | BPF_JEQ | BPF_K;
    const unsigned sizes[] = {1, 4, 6};
    add(program, is, (unsigned)call->number, 0, sizes[call->use]);
    if (call->use != NEVER) {
        if (call->use == ON_ITSELF_OR_ITS_GROUP) {
            /* PRIO_USER is 2 and IOPRIO_WHO_USER 3: all of the UID. 0 and 1, or 1 and 2, are processes and groups. */
            load_argument(program, 0);
            add(program, is, call->number == SYS_setpriority ? 2 : 3, 3, 0);
        }
        load_argument(program, call->use == ON_ITSELF ? 0 : 1);
        add(program, is, 0, 0, 1);
        answer(program, SECCOMP_RET_ALLOW);
    }
    answer(program, refused);
}

bool filter_calls(void)
{
    struct program program = {.size = 0};
    load(&program, offsetof(struct seccomp_data, arch));
    /* A program of 32 bits has other numbers for all of this. */
    add(&program, BPF_JMP | BPF_JEQ | BPF_K, MACHINE, 1, 0);
    answer(&program, SECCOMP_RET_KILL_PROCESS);
    load(&program, offsetof(struct seccomp_data, nr));
#if defined(__x86_64__)
    /* So does x32, which no shell of a distribution needs. */
    add(&program, BPF_JMP | BPF_JSET | BPF_K, 0x40000000, 0, 1);
    answer(&program, SECCOMP_RET_KILL_PROCESS);
#endif
    for (size_t i = 0; i < CALLS; i++)
        add_call(&program, calls + i);
    answer(&program, SECCOMP_RET_ALLOW);
    struct sock_fprog whole = {program.size, program.code};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &whole) == 0;
}
