#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>

#include "lookup.h"
#include "sys.h"

static void fill(struct map_user *user, struct map_text name, uint32_t uid, uint32_t gid)
{
    memcpy(user->name, name.at, name.size);
    user->name[name.size] = '\0';
    user->uid = uid;
    user->gid = gid;
}

static enum nss_status key_file(const struct map_conf *conf, struct map_text name, int *errnop)
{
    struct map_path path;
    struct stat status;
    map_expand(&path, conf->keys, name);
    if (sys_lstat(path.text, &status) != 0)
        return map_failed(errno, errnop);
    return map_found(map_is_trusted(&status), errnop);
}

/* NOTFOUND as well if the home belongs to somebody else than owner, where owner is not 0. */
static enum nss_status home_folder(const struct map_conf *conf, struct map_text name, uint32_t owner, int *errnop)
{
    struct map_path path;
    struct stat status;
    map_home(&path, conf, name, "");
    if (sys_lstat(path.text, &status) != 0)
        return map_failed(errno, errnop);
    return map_found(S_ISDIR(status.st_mode) && (owner == 0 || status.st_uid == owner), errnop);
}

/* The name that the index has for this UID, if it is a name of this UID. */
static enum nss_status indexed(const struct map_conf *conf, uint32_t uid, struct map_user *user, int *errnop)
{
    struct map_path path;
    char digits[10], target[MAP_NAME_MAX];
    size_t from = sizeof digits;
    if (conf->index.size == 0)
        return map_found(false, errnop);
    for (uint32_t left = uid; left > 0; left /= 10)
        digits[--from] = (char)('0' + left % 10);
    map_expand(&path, conf->index, (struct map_text){digits + from, sizeof digits - from});
    ssize_t size = sys_readlink(path.text, target, sizeof target);
    if (size < 0)
        return map_failed(errno, errnop);
    struct map_text name = {target, (size_t)size};
    if (!map_admits(conf, name) || map_uid(conf, name) != uid)
        return map_found(false, errnop);
    fill(user, name, uid, uid);
    return map_found(true, errnop);
}

/* Two names can have one UID; who has a home was first, and keeps it. A pin was made by somebody who knew both. */
static enum nss_status is_free(const struct map_conf *conf, struct map_text name, uint32_t uid, int *errnop)
{
    struct map_user other = {.uid = uid};
    if (map_hash(conf, name) != uid)
        return map_found(true, errnop);
    enum nss_status status = indexed(conf, uid, &other, errnop);
    if (status == NSS_STATUS_SUCCESS)
        return map_found(map_same(map_text_of(other.name), name), errnop);
    if (status == NSS_STATUS_TRYAGAIN)
        return status;
    status = conf->scan ? map_scan_homes(conf, name, &other, errnop) : NSS_STATUS_NOTFOUND;
    return status == NSS_STATUS_TRYAGAIN ? status : map_found(status != NSS_STATUS_SUCCESS, errnop);
}

enum nss_status map_by_name(const struct map_conf *conf, struct map_text name, struct map_user *user, int *errnop)
{
    enum nss_status status = NSS_STATUS_SUCCESS;
    bool hash = conf->uids == MAP_HASH;
    if (map_same(name, conf->name)) {
        fill(user, name, conf->uid, conf->gid);
        return map_found(true, errnop);
    }
    if (!map_admits(conf, name))
        return map_found(false, errnop);
    uint32_t uid = hash ? map_uid(conf, name) : conf->uid;
    if (uid == 0)
        return map_found(false, errnop);
    if (conf->require == MAP_KEY)
        status = key_file(conf, name, errnop);
    else if (conf->require == MAP_HOME)
        status = home_folder(conf, name, 0, errnop);
    if (status == NSS_STATUS_SUCCESS && hash) {
        status = home_folder(conf, name, uid, errnop);
        if (status == NSS_STATUS_NOTFOUND || status == NSS_STATUS_UNAVAIL)
            status = is_free(conf, name, uid, errnop);
    }
    if (status != NSS_STATUS_SUCCESS)
        return status;
    fill(user, name, uid, hash ? uid : conf->gid);
    return map_found(true, errnop);
}

/* One way to a name: SUCCESS only if the name exists and has this UID. */
static enum nss_status confirmed(const struct map_conf *conf, struct map_text name, uint32_t uid,
                                 struct map_user *user, int *errnop)
{
    struct map_user candidate;
    enum nss_status status = map_by_name(conf, name, &candidate, errnop);
    if (status != NSS_STATUS_SUCCESS)
        return status;
    if (candidate.uid != uid)
        return map_found(false, errnop);
    *user = candidate;
    return map_found(true, errnop);
}

static enum nss_status remembered(const struct map_conf *conf, uint32_t uid, struct map_user *user, int *errnop)
{
    struct map_user last;
    if (!map_recall(&last) || last.uid != uid)
        return map_found(false, errnop);
    return confirmed(conf, map_text_of(last.name), uid, user, errnop);
}

/* Who started this program says who it is: believed of nobody's UID but its own, and only as far as it can be seen. */
static enum nss_status by_logname(const struct map_conf *conf, uint32_t uid, struct map_user *user, int *errnop)
{
    const char *logname = conf->logname && getauxval(AT_UID) == uid ? secure_getenv("LOGNAME") : NULL;
    if (logname == NULL || !map_is_plain(map_text_of(logname)))
        return map_found(false, errnop);
    struct map_text name = map_text_of(logname);
    enum nss_status status = confirmed(conf, name, uid, user, errnop);
    if (status == NSS_STATUS_SUCCESS && conf->uids == MAP_SHARED && !map_same(name, conf->name))
        status = home_folder(conf, name, uid, errnop);
    return status;
}

static enum nss_status by_folders(const struct map_conf *conf, uint32_t uid, struct map_user *user, int *errnop)
{
    struct map_user found = {.uid = uid};
    enum nss_status status = indexed(conf, uid, &found, errnop);
    if (status != NSS_STATUS_SUCCESS && status != NSS_STATUS_TRYAGAIN && conf->scan) {
        status = map_scan_homes(conf, (struct map_text){"", 0}, &found, errnop);
        if (status == NSS_STATUS_NOTFOUND || status == NSS_STATUS_UNAVAIL)
            status = map_scan_roster(conf, &found, errnop);
    }
    return status == NSS_STATUS_SUCCESS ? confirmed(conf, map_text_of(found.name), uid, user, errnop) : status;
}

enum nss_status map_by_uid(const struct map_conf *conf, uint32_t uid, struct map_user *user, int *errnop)
{
    struct map_text name;
    uint32_t same;
    bool hash = conf->uids == MAP_HASH;
    if (hash && map_find_pin(conf, (struct map_text){"", 0}, uid, &name, &same))
        return confirmed(conf, name, uid, user, errnop);
    if (uid != conf->uid && !(hash && uid >= conf->lowest && uid <= conf->highest))
        return map_found(false, errnop);
    if (!hash || uid != conf->uid) {
        enum nss_status status = remembered(conf, uid, user, errnop);
        if (status == NSS_STATUS_NOTFOUND || status == NSS_STATUS_UNAVAIL)
            status = by_logname(conf, uid, user, errnop);
        if (hash && (status == NSS_STATUS_NOTFOUND || status == NSS_STATUS_UNAVAIL))
            return by_folders(conf, uid, user, errnop);
        if (status == NSS_STATUS_SUCCESS || status == NSS_STATUS_TRYAGAIN)
            return status;
    }
    return map_by_name(conf, conf->name, user, errnop);
}
