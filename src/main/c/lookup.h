/*
 * The part of libnss_map that asks the file system: who exists, and who has a UID. No function here locks, allocates
 * or changes anything; each opens with O_CLOEXEC and closes what it opened.
 */
#ifndef NSSMAP_LOOKUP_H
#define NSSMAP_LOOKUP_H

#include <errno.h>
#include <nss.h>
#include <sys/stat.h>

#include "map.h"

/* The config as it is now, and the text it points into. */
struct map_file {
    struct map_conf conf;
    char text[MAP_FILE_MAX + 1];
};

struct map_user {
    char name[MAP_NAME_MAX + 1];
    uint32_t uid, gid;
};

/* Where the config is. A file of its own defines it, so that tests can link another. */
extern const char map_conf_path[];

/* Reads the config; SUCCESS, NOTFOUND if there is none, UNAVAIL if it is wrong or somebody else could write it. */
enum nss_status map_load(struct map_file *file, int *errnop);

/* Finds a user by name. A name whose UID another name with a home has is NOTFOUND, unless the name has a home too. */
enum nss_status map_by_name(const struct map_conf *conf, struct map_text name, struct map_user *user, int *errnop);

/* Finds the name of a UID by pin, memo, LOGNAME, index, homes and roster, in this order; shared: memo and LOGNAME. */
enum nss_status map_by_uid(const struct map_conf *conf, uint32_t uid, struct map_user *user, int *errnop);

/* Finds a name other than skip whose hash is user->uid among the homes, or in the folder of the key files. */
enum nss_status map_scan_homes(const struct map_conf *conf, struct map_text skip, struct map_user *user, int *errnop);
enum nss_status map_scan_roster(const struct map_conf *conf, struct map_user *user, int *errnop);

/* Puts a path together from a pattern and what stands for its %u, or from the home prefix, a name and what is below. */
struct map_path {
    char text[MAP_PATH_MAX + MAP_NAME_MAX + 16];
};
void map_expand(struct map_path *path, struct map_text pattern, struct map_text name);
void map_home(struct map_path *path, const struct map_conf *conf, struct map_text name, const char *below);

/* Whether only root can have written the file: regular, one link, owned by root, not writable by others. */
bool map_is_trusted(const struct stat *status);

/*
 * Reads a file that only root can have written. Returns its size, or -1 with errno set; EINVAL for a file that is not
 * to be trusted, or of more than MAP_FILE_MAX bytes.
 */
long map_read_trusted(const char *path, char text[MAP_FILE_MAX + 1]);

/* The NSS answer for an errno: TRYAGAIN for what passes, NOTFOUND for what is absent, UNAVAIL for all else. */
enum nss_status map_failed(int error, int *errnop);

/* SUCCESS with *errnop 0, or NOTFOUND with ENOENT. */
static inline enum nss_status map_found(bool found, int *errnop)
{
    *errnop = found ? 0 : ENOENT;
    return found ? NSS_STATUS_SUCCESS : NSS_STATUS_NOTFOUND;
}

/* The last name found in this process: without a lock, and never a mixture of two names. */
void map_remember(const struct map_user *user);
bool map_recall(struct map_user *user);

/* Whether this process is to see the host without mapped users: account tools, package scripts, NSSMAP_BYPASS=1. */
bool map_bypassed(void);

#endif
