/* A folder of its own for each test program, with a config, homes and a roster in it, and calls as glibc makes them. */
#ifndef WORLD_H
#define WORLD_H

#include <errno.h>
#include <grp.h>
#include <nss.h>
#include <pwd.h>
#include <shadow.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum nss_status _nss_map_getpwnam_r(const char *, struct passwd *, char *, size_t, int *);
enum nss_status _nss_map_getpwuid_r(uid_t, struct passwd *, char *, size_t, int *);
enum nss_status _nss_map_getspnam_r(const char *, struct spwd *, char *, size_t, int *);
enum nss_status _nss_map_getgrnam_r(const char *, struct group *, char *, size_t, int *);
enum nss_status _nss_map_getgrgid_r(gid_t, struct group *, char *, size_t, int *);
enum nss_status _nss_map_initgroups_dyn(const char *, gid_t, long *, long *, gid_t **, long, int *);

#define LINE "virtual:*:15000:15000:virtual user:" WORLD "/home:/bin/sh\n"
#define HASH LINE "uids = hash 2000200000-2147352575\n"

/* What a call said. */
struct said {
    enum nss_status status;
    int error;
    struct passwd passwd;
    struct group group;
    char buffer[1024];
};

static inline void put_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    if (file == NULL || fputs(text, file) < 0 || fclose(file) != 0)
        perror(path), exit(2);
}

static inline void config(const char *text)
{
    put_file(WORLD "/nssmap.conf", text);
}

static inline void fresh_world(void)
{
    if (system("rm -rf " WORLD " && mkdir -p " WORLD "/home " WORLD "/keys " WORLD "/groups " WORLD "/index") != 0)
        exit(2);
}

static inline struct said *by_name(struct said *said, const char *name)
{
    said->error = -1;
    said->status = _nss_map_getpwnam_r(name, &said->passwd, said->buffer, sizeof said->buffer, &said->error);
    return said;
}

static inline struct said *by_uid(struct said *said, uid_t uid)
{
    said->error = -1;
    said->status = _nss_map_getpwuid_r(uid, &said->passwd, said->buffer, sizeof said->buffer, &said->error);
    return said;
}

static inline int is(const struct said *said, enum nss_status status, int error)
{
    return said->status == status && said->error == error;
}

static inline int found(const struct said *said)
{
    return is(said, NSS_STATUS_SUCCESS, 0);
}

static inline int absent(const struct said *said)
{
    return is(said, NSS_STATUS_NOTFOUND, ENOENT);
}

#endif
