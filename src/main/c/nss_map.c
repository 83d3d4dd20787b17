/*
 * What glibc calls: one function a question. Each answers by the protocol of "NSS Modules Interface" in glibc's
 * manual, always sets *errnop, and puts all that it returns into the caller's buffer.
 */
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <shadow.h>
#include <stdlib.h>
#include <string.h>

#include "lookup.h"

#define EXPORT __attribute__((visibility("default")))

/* The caller's buffer, and whether all fitted in so far. */
struct room {
    char *at;
    size_t left;
    bool fits;
};

static void *take(struct room *room, size_t size, size_t alignment)
{
    size_t gap = -(uintptr_t)room->at & (alignment - 1);
    if (!room->fits || room->left < gap || room->left - gap < size) {
        room->fits = false;
        return NULL;
    }
    void *taken = room->at + gap;
    room->at += gap + size;
    room->left -= gap + size;
    return taken;
}

static char *put(struct room *room, struct map_text text)
{
    char *to = take(room, text.size + 1, 1);
    if (to != NULL) {
        memcpy(to, text.at, text.size);
        to[text.size] = '\0';
    }
    return to;
}

static enum nss_status filled(const struct room *room, int *errnop)
{
    if (room->fits)
        return map_found(true, errnop);
    *errnop = ERANGE;
    return NSS_STATUS_TRYAGAIN;
}

/* The config, for a name that could be mapped at all. What is refused here costs no input or output. */
static enum nss_status open_for_name(struct map_file *file, const char *name, int *errnop)
{
    return name != NULL && map_is_plain(map_text_of(name)) && !map_bypassed() ? map_load(file, errnop)
                                                                               : map_found(false, errnop);
}

static enum nss_status open_for_id(struct map_file *file, uint32_t id, int *errnop)
{
    return map_usable_id(id) && !map_bypassed() ? map_load(file, errnop) : map_found(false, errnop);
}

static enum nss_status put_passwd(const struct map_conf *conf, const struct map_user *user, struct passwd *result,
                                  struct room room, int *errnop)
{
    struct map_path home;
    map_home(&home, conf, map_text_of(user->name), "");
    struct passwd passwd = {
        .pw_name = put(&room, map_text_of(user->name)),
        .pw_passwd = put(&room, map_text_of("*")),
        .pw_uid = user->uid,
        .pw_gid = user->gid,
        .pw_gecos = put(&room, conf->gecos),
        .pw_dir = put(&room, map_text_of(home.text)),
        .pw_shell = put(&room, conf->shell),
    };
    if (room.fits)
        *result = passwd;
    return filled(&room, errnop);
}

static enum nss_status put_group(struct map_text name, uint32_t gid, struct group *result, struct room room,
                                 int *errnop)
{
    char **members = take(&room, sizeof *members, _Alignof(char *));
    struct group group = {
        .gr_name = put(&room, name), .gr_passwd = put(&room, map_text_of("*")), .gr_gid = gid, .gr_mem = members};
    if (room.fits) {
        *members = NULL;
        *result = group;
    }
    return filled(&room, errnop);
}

EXPORT enum nss_status _nss_map_getpwnam_r(const char *name, struct passwd *result, char *buffer, size_t size,
                                           int *errnop)
{
    struct map_file file;
    struct map_user user;
    enum nss_status status = open_for_name(&file, name, errnop);
    if (status == NSS_STATUS_SUCCESS)
        status = map_by_name(&file.conf, map_text_of(name), &user, errnop);
    if (status != NSS_STATUS_SUCCESS)
        return status;
    map_remember(&user);
    return put_passwd(&file.conf, &user, result, (struct room){buffer, size, true}, errnop);
}

EXPORT enum nss_status _nss_map_getpwuid_r(uid_t uid, struct passwd *result, char *buffer, size_t size, int *errnop)
{
    struct map_file file;
    struct map_user user;
    enum nss_status status = open_for_id(&file, uid, errnop);
    if (status == NSS_STATUS_SUCCESS)
        status = map_by_uid(&file.conf, uid, &user, errnop);
    if (status != NSS_STATUS_SUCCESS)
        return status;
    return put_passwd(&file.conf, &user, result, (struct room){buffer, size, true}, errnop);
}

EXPORT enum nss_status _nss_map_getspnam_r(const char *name, struct spwd *result, char *buffer, size_t size,
                                           int *errnop)
{
    struct map_file file;
    struct map_user user;
    enum nss_status status = open_for_name(&file, name, errnop);
    if (status == NSS_STATUS_SUCCESS)
        status = map_by_name(&file.conf, map_text_of(name), &user, errnop);
    if (status != NSS_STATUS_SUCCESS)
        return status;
    struct room room = {buffer, size, true};
    struct spwd spwd = {
        .sp_namp = put(&room, map_text_of(user.name)),
        .sp_pwdp = put(&room, map_text_of("*")),
        .sp_lstchg = -1,
        .sp_min = -1,
        .sp_max = -1,
        .sp_warn = -1,
        .sp_inact = -1,
        .sp_expire = -1,
        .sp_flag = ~0UL,
    };
    if (room.fits)
        *result = spwd;
    return filled(&room, errnop);
}

EXPORT enum nss_status _nss_map_getgrnam_r(const char *name, struct group *result, char *buffer, size_t size,
                                           int *errnop)
{
    struct map_file file;
    struct map_user user;
    enum nss_status status = open_for_name(&file, name, errnop);
    if (status != NSS_STATUS_SUCCESS)
        return status;
    struct map_text group = map_text_of(name);
    if (file.conf.uids == MAP_SHARED && !map_same(group, file.conf.name))
        return map_found(false, errnop);
    status = map_by_name(&file.conf, group, &user, errnop);
    if (status != NSS_STATUS_SUCCESS)
        return status;
    return put_group(group, user.gid, result, (struct room){buffer, size, true}, errnop);
}

EXPORT enum nss_status _nss_map_getgrgid_r(gid_t gid, struct group *result, char *buffer, size_t size, int *errnop)
{
    struct map_file file;
    struct map_user user;
    enum nss_status status = open_for_id(&file, gid, errnop);
    if (status != NSS_STATUS_SUCCESS)
        return status;
    struct room room = {buffer, size, true};
    if (gid == file.conf.gid)
        return put_group(file.conf.name, gid, result, room, errnop);
    if (file.conf.uids == MAP_SHARED || gid == file.conf.uid)
        return map_found(false, errnop);
    status = map_by_uid(&file.conf, gid, &user, errnop);
    if (status != NSS_STATUS_SUCCESS)
        return status;
    return put_group(map_text_of(user.name), gid, result, room, errnop);
}
