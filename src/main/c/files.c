#include <errno.h>
#include <string.h>

#include "lookup.h"
#include "sys.h"

enum nss_status map_failed(int error, int *errnop)
{
    *errnop = error;
    switch (error) {
    case EMFILE:
    case ENFILE:
    case ENOMEM:
    case EINTR:
    case EIO:
        return NSS_STATUS_TRYAGAIN;
    case ENOENT:
    case ENOTDIR:
    case ENAMETOOLONG:
        return map_found(false, errnop);
    default:
        return NSS_STATUS_UNAVAIL;
    }
}

/* In a user namespace files of the real root belong to nobody, and so does /. */
static bool is_roots(const struct stat *status)
{
    struct stat top;
    return status->st_uid == 0 || (status->st_uid == 65534 && sys_lstat("/", &top) == 0 && top.st_uid == 65534);
}

/* No link at all is a file that was replaced after it was opened: still what root wrote. */
bool map_is_trusted(const struct stat *status)
{
    return S_ISREG(status->st_mode) && status->st_nlink <= 1 && (status->st_mode & (S_IWGRP | S_IWOTH)) == 0 &&
           is_roots(status);
}

static long read_open(int file, char text[MAP_FILE_MAX + 1])
{
    struct stat status;
    if (sys_fstat(file, &status) != 0)
        return -1;
    ssize_t size = -1;
    if (map_is_trusted(&status))
        size = sys_read(file, text, MAP_FILE_MAX + 1);
    else
        errno = EINVAL;
    /* Cut short by somebody who writes it in place: half a config could allow more than the whole. */
    if (size >= 0 && (size != status.st_size || size > MAP_FILE_MAX)) {
        errno = EINVAL;
        return -1;
    }
    return size;
}

long map_read_trusted(const char *path, char text[MAP_FILE_MAX + 1])
{
    int file = sys_open(path, O_NOCTTY);
    if (file < 0) {
        if (errno == ELOOP)
            errno = EINVAL;
        return -1;
    }
    long size = read_open(file, text);
    int error = errno;
    sys_close(file);
    errno = error;
    return size;
}

enum nss_status map_load(struct map_file *file, int *errnop)
{
    long size = map_read_trusted(map_conf_path, file->text);
    if (size < 0)
        return map_failed(errno, errnop);
    if (map_parse(&file->conf, file->text, (size_t)size) != NULL)
        return map_failed(EINVAL, errnop);
    return map_found(true, errnop);
}

static char *append(char *to, const char *from, size_t size)
{
    memcpy(to, from, size);
    to[size] = '\0';
    return to + size;
}

void map_expand(struct map_path *path, struct map_text pattern, struct map_text name)
{
    const char *percent = memchr(pattern.at, '%', pattern.size);
    size_t before = (size_t)(percent - pattern.at);
    char *end = append(path->text, pattern.at, before);
    end = append(end, name.at, name.size);
    append(end, percent + 2, pattern.size - before - 2);
}

void map_home(struct map_path *path, const struct map_conf *conf, struct map_text name, const char *below)
{
    char *end = append(path->text, conf->home.at, conf->home.size);
    end = append(end, "/", 1);
    end = append(end, name.at, name.size);
    append(end, below, strlen(below));
}
