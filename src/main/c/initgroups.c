#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

#include "lookup.h"

#define EXPORT __attribute__((visibility("default")))

/* glibc's list of groups: count of size are filled, and it may grow up to limit, which is no limit if it is not > 0. */
struct groups {
    long *count, *size;
    gid_t **list;
    long limit;
};

static bool has(const struct groups *groups, gid_t gid)
{
    for (long i = 0; i < *groups->count; i++)
        if ((*groups->list)[i] == gid)
            return true;
    return false;
}

/* False when the memory ends. A list that has reached its limit stays as it is, as glibc's own sources do it. */
static bool add(const struct groups *groups, gid_t gid)
{
    if (has(groups, gid))
        return true;
    if (*groups->count >= *groups->size) {
        long size = *groups->size < 8 ? 16 : 2 * *groups->size;
        if (groups->limit > 0 && size > groups->limit)
            size = groups->limit;
        if (size <= *groups->count)
            return true;
        gid_t *list = realloc(*groups->list, (size_t)size * sizeof *list);
        if (list == NULL)
            return false;
        *groups->list = list;
        *groups->size = size;
    }
    (*groups->list)[(*groups->count)++] = gid;
    return true;
}

/* A file that is absent or not to be trusted gives no groups, and takes none away. */
static enum nss_status add_from(const char *path, struct map_text user, const struct groups *groups, int *errnop)
{
    char text[MAP_FILE_MAX + 1];
    long size = map_read_trusted(path, text);
    if (size < 0)
        return map_failed(errno, errnop) == NSS_STATUS_TRYAGAIN ? NSS_STATUS_TRYAGAIN : map_found(true, errnop);
    for (const char *at = text, *end = text + size; at < end;) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        struct map_text line = {at, (size_t)((stop == NULL ? end : stop) - at)};
        gid_t gid = map_group(line, user);
        if (gid != 0 && !add(groups, gid))
            return map_failed(ENOMEM, errnop);
        at = line.at + line.size + 1;
    }
    return map_found(true, errnop);
}

static enum nss_status add_all(const struct map_conf *conf, struct map_text user, const struct groups *groups,
                               int *errnop)
{
    struct map_path path;
    enum nss_status status = map_found(true, errnop);
    if (conf->groups.size > 0) {
        map_expand(&path, conf->groups, user);
        status = add_from(path.text, user, groups, errnop);
    }
    if (status == NSS_STATUS_SUCCESS && conf->nssmaprc) {
        map_home(&path, conf, user, "/.nssmaprc");
        status = add_from(path.text, user, groups, errnop);
    }
    return status;
}

EXPORT enum nss_status _nss_map_initgroups_dyn(const char *name, gid_t group, long *count, long *size, gid_t **list,
                                               long limit, int *errnop)
{
    struct map_file file;
    struct map_user user;
    (void)group;
    enum nss_status status = name != NULL && map_is_plain(map_text_of(name)) && !map_bypassed()
                                 ? map_load(&file, errnop)
                                 : map_found(false, errnop);
    if (status == NSS_STATUS_SUCCESS)
        status = map_by_name(&file.conf, map_text_of(name), &user, errnop);
    if (status != NSS_STATUS_SUCCESS)
        return status;
    return add_all(&file.conf, map_text_of(user.name), &(struct groups){count, size, list, limit}, errnop);
}
