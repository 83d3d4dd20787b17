/*
 * The seven system calls of the module, called by number: glibc's lstat is younger than GLIBC_2.17, and its open and
 * read are points where a thread can be cancelled, which would leave a descriptor open for ever.
 * Each returns what the kernel does, or -1 with errno set.
 */
#ifndef NSSMAP_SYS_H
#define NSSMAP_SYS_H

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static inline int sys_open(const char *path, int flags)
{
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags | O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0);
}

static inline int sys_fstat(int descriptor, struct stat *status)
{
    return (int)syscall(SYS_fstat, descriptor, status);
}

static inline int sys_lstat(const char *path, struct stat *status)
{
    return (int)syscall(SYS_newfstatat, AT_FDCWD, path, status, AT_SYMLINK_NOFOLLOW);
}

static inline ssize_t sys_read(int descriptor, void *into, size_t size)
{
    return syscall(SYS_read, descriptor, into, size);
}

static inline ssize_t sys_readlink(const char *path, char *into, size_t size)
{
    return syscall(SYS_readlinkat, AT_FDCWD, path, into, size);
}

static inline ssize_t sys_getdents(int descriptor, void *into, size_t size)
{
    return syscall(SYS_getdents64, descriptor, into, size);
}

static inline void sys_close(int descriptor)
{
    syscall(SYS_close, descriptor);
}

#endif
