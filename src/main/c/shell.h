/*
 * nssmap-shell: a login shell that shuts itself into the home of its user, and then becomes the real shell. For hosts
 * on which all mapped users share one UID, so that the kernel's file owners cannot tell them apart.
 */
#ifndef NSSMAP_SHELL_H
#define NSSMAP_SHELL_H

#include "lookup.h"

/* /etc/nssmap-shell.conf: all of it may be absent. */
struct shell_conf {
    char shell[MAP_PATH_MAX + 1];
    bool best_effort;
    struct map_text options;
    char text[MAP_FILE_MAX + 1];
};

/* Reads the file; false after it has said why not on standard error. */
bool shell_conf_read(struct shell_conf *conf);

/* What the domain is laid around. */
struct confinement {
    const char *home;
    struct map_text prefix;
    /* "read" and "write" of these lines add paths. */
    struct map_text options;
};

/* The kernel's Landlock version, 0 where it has none; and the first that has all that the domain needs. */
int landlock_version(void);
enum { LANDLOCK_NEEDED = 6 };

/*
 * Lays the domain over this process and all that it will start: the home read-write, the system read and execute,
 * and neither the homes beside it, nor the folders where all users put files, nor signals and ptrace out of it.
 * Whatever the kernel's version lacks stays open. False with errno set if it could not be laid.
 */
bool confine(const struct confinement *confinement, int version);

/*
 * Refuses this process, and all that it will start, the system calls by which one process of a UID changes another's
 * limits and priority, and those for what belongs to a UID without a path: keys, System V's and POSIX's queues,
 * semaphores and shared memory. False with errno set if the kernel has no such filters.
 */
bool filter_calls(void);

#endif
