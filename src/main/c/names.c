#include <string.h>

#include "map.h"

/* The list that dt.nssmap reads too: a line a name, sorted by bytes. One text, because pointers need relocations. */
static const char system_names[] =
#include "system-names.inc"
    ;

static bool is_lower(char byte)
{
    return (byte >= 'a' && byte <= 'z') || byte == '_';
}

static bool is_upper(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_grammatical(struct map_text name, size_t longest, bool dots, bool uppercase)
{
    if (name.size == 0 || name.size > longest || !(is_lower(*name.at) || (uppercase && is_upper(*name.at))))
        return false;
    for (size_t i = 1; i < name.size; i++) {
        char byte = name.at[i];
        if (!is_lower(byte) && !is_digit(byte) && byte != '-' && !(dots && byte == '.') &&
            !(uppercase && is_upper(byte)))
            return false;
    }
    char last = name.at[name.size - 1];
    return last != '-' && last != '.';
}

bool map_is_plain(struct map_text name)
{
    return is_grammatical(name, MAP_NAME_MAX, true, true);
}

bool map_usable_id(uint32_t id)
{
    return id != 0 && id != 65534 && id != 65535 && id < UINT32_MAX - 1;
}

static bool begins(struct map_text name, const char *with)
{
    struct map_text start = map_text_of(with);
    return name.size >= start.size && memcmp(name.at, start.at, start.size) == 0;
}

static int compare(struct map_text a, struct map_text b)
{
    int order = memcmp(a.at, b.at, a.size < b.size ? a.size : b.size);
    return order != 0 ? order : (a.size > b.size) - (a.size < b.size);
}

bool map_is_system_name(struct map_text name)
{
    if (begins(name, "_") || begins(name, "systemd-") || begins(name, "Debian-"))
        return true;
    const char *from = system_names, *to = system_names + sizeof system_names - 1;
    while (from < to) {
        const char *line = from + (to - from) / 2;
        while (line > from && line[-1] != '\n')
            line--;
        const char *end = memchr(line, '\n', (size_t)(to - line));
        int order = compare(name, (struct map_text){line, (size_t)(end - line)});
        if (order == 0)
            return true;
        if (order < 0)
            to = line;
        else
            from = end + 1;
    }
    return false;
}

/* Goes back to the last star only: linear in the glob for each byte of the text, whoever wrote the glob. */
bool map_like(struct map_text glob, struct map_text text)
{
    size_t g = 0, t = 0, star = SIZE_MAX, after_star = 0;
    while (t < text.size) {
        if (g < glob.size && glob.at[g] == '*') {
            star = g++;
            after_star = t;
        } else if (g < glob.size && (glob.at[g] == '?' || glob.at[g] == text.at[t])) {
            g++;
            t++;
        } else if (star != SIZE_MAX) {
            g = star + 1;
            t = ++after_star;
        } else {
            return false;
        }
    }
    while (g < glob.size && glob.at[g] == '*')
        g++;
    return g == glob.size;
}

static bool is_allowed(const struct map_conf *conf, struct map_text name)
{
    struct map_text rest = conf->options, key, value;
    bool any_allow = false, allowed = false;
    while (map_next_option(&rest, &key, &value)) {
        if (map_same(key, map_text_of("deny")) && map_like(value, name))
            return false;
        if (map_same(key, map_text_of("allow"))) {
            any_allow = true;
            allowed = allowed || map_like(value, name);
        }
    }
    return allowed || !any_allow;
}

bool map_admits(const struct map_conf *conf, struct map_text name)
{
    return is_grammatical(name, conf->name_max, conf->dots, conf->uppercase) && !map_same(name, conf->name) &&
           (conf->system_names || !map_is_system_name(name)) && (!conf->has_globs || is_allowed(conf, name));
}

bool map_find_pin(const struct map_conf *conf, struct map_text wanted, uint32_t wanted_uid, struct map_text *name,
                  uint32_t *uid)
{
    struct map_text rest = conf->options, key, value, word;
    while (conf->has_pins && map_next_option(&rest, &key, &value)) {
        if (!map_same(key, map_text_of("pins")))
            continue;
        while (map_next_word(&value, &word))
            if (map_pin(word, name, uid) && (map_same(*name, wanted) || *uid == wanted_uid))
                return true;
    }
    return false;
}

uint32_t map_hash(const struct map_conf *conf, struct map_text name)
{
    uint64_t width = (uint64_t)conf->highest - conf->lowest + 1;
    return conf->lowest + (uint32_t)(map_siphash(conf->seed, name.at, name.size) % width);
}

uint32_t map_uid(const struct map_conf *conf, struct map_text name)
{
    struct map_text holder;
    uint32_t pinned, hash = map_hash(conf, name);
    if (map_find_pin(conf, name, 0, &holder, &pinned))
        return pinned;
    return map_find_pin(conf, (struct map_text){"", 0}, hash, &holder, &pinned) ? 0 : hash;
}
