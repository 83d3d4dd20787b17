#include <dirent.h>
#include <errno.h>
#include <string.h>

#include "lookup.h"
#include "sys.h"

/* Entries of a folder that stand for names: what is between before and after. */
struct entries {
    struct map_path folder;
    struct map_text before, after;
};

static bool middle(const char *entry, const struct entries *entries, struct map_text *name)
{
    size_t before = entries->before.size, after = entries->after.size;
    *name = map_text_of(entry);
    if (name->size <= before + after || memcmp(name->at, entries->before.at, before) != 0 ||
        memcmp(name->at + name->size - after, entries->after.at, after) != 0)
        return false;
    name->at += before;
    name->size -= before + after;
    return true;
}

/* The hash first: it is what nearly every name fails by. */
static bool is_wanted(const struct map_conf *conf, struct map_text name, uint32_t uid, struct map_text skip)
{
    return map_is_plain(name) && map_hash(conf, name) == uid && !map_same(name, skip) && map_admits(conf, name) &&
           map_uid(conf, name) == uid;
}

static enum nss_status scan_open(int folder, const struct entries *entries, const struct map_conf *conf,
                                 struct map_text skip, struct map_user *user, int *errnop)
{
    _Alignas(struct dirent64) char buffer[4096];
    ssize_t size;
    while ((size = sys_getdents(folder, buffer, sizeof buffer)) > 0) {
        for (ssize_t at = 0; at < size;) {
            const struct dirent64 *entry = (const void *)(buffer + at);
            struct map_text name;
            if (middle(entry->d_name, entries, &name) && is_wanted(conf, name, user->uid, skip)) {
                memcpy(user->name, name.at, name.size);
                user->name[name.size] = '\0';
                return map_found(true, errnop);
            }
            at += entry->d_reclen;
        }
    }
    return size < 0 ? map_failed(errno, errnop) : map_found(false, errnop);
}

static enum nss_status scan(const struct entries *entries, const struct map_conf *conf, struct map_text skip,
                            struct map_user *user, int *errnop)
{
    int folder = sys_open(entries->folder.text, O_DIRECTORY);
    if (folder < 0)
        return map_failed(errno, errnop);
    enum nss_status status = scan_open(folder, entries, conf, skip, user, errnop);
    sys_close(folder);
    return status;
}

enum nss_status map_scan_homes(const struct map_conf *conf, struct map_text skip, struct map_user *user, int *errnop)
{
    struct entries entries = {.before = {"", 0}, .after = {"", 0}};
    map_home(&entries.folder, conf, (struct map_text){"", 0}, "");
    return scan(&entries, conf, skip, user, errnop);
}

enum nss_status map_scan_roster(const struct map_conf *conf, struct map_user *user, int *errnop)
{
    struct entries entries;
    const char *end = conf->keys.at + conf->keys.size;
    if (conf->keys.size == 0)
        return map_found(false, errnop);
    const char *percent = memchr(conf->keys.at, '%', conf->keys.size);
    const char *slash = memrchr(conf->keys.at, '/', (size_t)(percent - conf->keys.at));
    const char *stop = memchr(percent, '/', (size_t)(end - percent));
    entries.before = (struct map_text){slash + 1, (size_t)(percent - slash - 1)};
    entries.after = (struct map_text){percent + 2, (size_t)((stop == NULL ? end : stop) - percent - 2)};
    size_t folder = (size_t)(slash + 1 - conf->keys.at);
    memcpy(entries.folder.text, conf->keys.at, folder);
    entries.folder.text[folder] = '\0';
    return scan(&entries, conf, (struct map_text){"", 0}, user, errnop);
}
