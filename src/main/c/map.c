#include <string.h>

#include "map.h"

/* What reading goes along with: where it is, and where the values are that later checks point at. */
struct reading {
    struct map_conf *conf;
    const char *uid, *gid, *uids, *require, *pins;
    uint32_t seen;
};

typedef const char *reader(struct reading *reading, struct map_text value);

static const char *first_control(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)text[i];
        if ((byte < ' ' && byte != '\n' && byte != '\t') || byte == 0x7f)
            return text + i;
    }
    return NULL;
}

/* Whether char is signed differs between the architectures: both ends are asked for. */
static bool is_graphic(char byte)
{
    return byte > ' ' && byte <= '~';
}

static bool is_path(struct map_text text)
{
    if (text.size == 0 || text.size > MAP_PATH_MAX || *text.at != '/')
        return false;
    for (size_t i = 0; i < text.size; i++)
        if (!is_graphic(text.at[i]))
            return false;
    return true;
}

static bool is_word_of(struct map_text value, const char *word)
{
    return map_same(value, map_text_of(word));
}

static const char *read_passwd(struct reading *reading, struct map_text line)
{
    struct map_text field[7];
    const char *at = line.at, *end = line.at + line.size;
    for (int i = 0; i < 7; i++) {
        const char *colon = memchr(at, ':', (size_t)(end - at));
        if ((colon == NULL) != (i == 6))
            return colon == NULL ? end : colon;
        field[i] = (struct map_text){at, (size_t)((colon == NULL ? end : colon) - at)};
        at = colon == NULL ? end : colon + 1;
    }
    struct map_conf *conf = reading->conf;
    if (!map_is_plain(field[0]))
        return field[0].at;
    if (!map_number(field[2], UINT32_MAX, &conf->uid))
        return field[2].at;
    if (!map_number(field[3], UINT32_MAX, &conf->gid))
        return field[3].at;
    struct map_text home = field[5];
    while (home.size > 0 && home.at[home.size - 1] == '/')
        home.size--;
    if (!is_path(home))
        return field[5].at;
    if (!is_path(field[6]))
        return field[6].at;
    reading->uid = field[2].at;
    reading->gid = field[3].at;
    conf->name = field[0];
    conf->gecos = field[4];
    conf->home = home;
    conf->shell = field[6];
    return NULL;
}

static const char *read_uids(struct reading *reading, struct map_text value)
{
    struct map_conf *conf = reading->conf;
    struct map_text rest = value, word;
    reading->uids = value.at;
    if (is_word_of(value, "shared"))
        return NULL;
    if (!map_next_word(&rest, &word) || !is_word_of(word, "hash") || !map_next_word(&rest, &word) || rest.size > 0)
        return value.at;
    const char *dash = memchr(word.at, '-', word.size);
    if (dash == NULL)
        return value.at;
    struct map_text low = {word.at, (size_t)(dash - word.at)};
    struct map_text high = {dash + 1, word.size - low.size - 1};
    if (!map_number(low, UINT32_MAX, &conf->lowest) || !map_number(high, UINT32_MAX, &conf->highest) ||
        conf->lowest > conf->highest || !map_usable_id(conf->lowest) || !map_usable_id(conf->highest) ||
        (conf->lowest < 65534 && conf->highest > 65535))
        return value.at;
    conf->uids = MAP_HASH;
    return NULL;
}

static const char *read_require(struct reading *reading, struct map_text value)
{
    static const char *const words[] = {[MAP_ANY] = "any", [MAP_HOME] = "home", [MAP_KEY] = "key"};
    reading->require = value.at;
    for (unsigned i = 0; i < sizeof words / sizeof *words; i++) {
        if (is_word_of(value, words[i])) {
            reading->conf->require = (enum map_require)i;
            return NULL;
        }
    }
    return value.at;
}

static const char *read_pattern(struct map_text value, struct map_text *pattern)
{
    const char *percent = is_path(value) ? memchr(value.at, '%', value.size) : NULL;
    const char *end = value.at + value.size;
    if (percent == NULL || percent + 1 == end || percent[1] != 'u' ||
        memchr(percent + 1, '%', (size_t)(end - percent - 1)) != NULL)
        return value.at;
    *pattern = value;
    return NULL;
}

static const char *read_keys(struct reading *reading, struct map_text value)
{
    return read_pattern(value, &reading->conf->keys);
}

static const char *read_groups(struct reading *reading, struct map_text value)
{
    return read_pattern(value, &reading->conf->groups);
}

static const char *read_index(struct reading *reading, struct map_text value)
{
    return read_pattern(value, &reading->conf->index);
}

static const char *read_glob(struct reading *reading, struct map_text value)
{
    reading->conf->has_globs = true;
    for (size_t i = 0; i < value.size; i++)
        if (!is_graphic(value.at[i]) || strchr(":/[]\\", value.at[i]) != NULL)
            return value.at;
    return NULL;
}

static const char *read_pins(struct reading *reading, struct map_text value)
{
    struct map_text word, name;
    uint32_t uid;
    reading->conf->has_pins = true;
    if (reading->pins == NULL)
        reading->pins = value.at;
    while (map_next_word(&value, &word))
        if (!map_pin(word, &name, &uid))
            return word.at;
    return NULL;
}

static const char *read_seed(struct reading *reading, struct map_text value)
{
    if (value.size != sizeof reading->conf->seed)
        return value.at;
    for (size_t i = 0; i < value.size; i++)
        if (!is_graphic(value.at[i]))
            return value.at;
    memcpy(reading->conf->seed, value.at, value.size);
    return NULL;
}

static const char *read_min_uid(struct reading *reading, struct map_text value)
{
    uint32_t *least = &reading->conf->min_uid;
    return map_number(value, UINT32_MAX, least) && map_usable_id(*least) ? NULL : value.at;
}

static const char *read_name_max(struct reading *reading, struct map_text value)
{
    uint32_t *most = &reading->conf->name_max;
    return map_number(value, MAP_NAME_MAX, most) && *most > 0 ? NULL : value.at;
}

static const char *read_either(struct map_text value, const char *no, const char *yes, bool *result)
{
    *result = is_word_of(value, yes);
    return *result || is_word_of(value, no) ? NULL : value.at;
}

static const char *read_dots(struct reading *reading, struct map_text value)
{
    return read_either(value, "no", "yes", &reading->conf->dots);
}

static const char *read_uppercase(struct reading *reading, struct map_text value)
{
    return read_either(value, "no", "yes", &reading->conf->uppercase);
}

static const char *read_system_names(struct reading *reading, struct map_text value)
{
    return read_either(value, "deny", "allow", &reading->conf->system_names);
}

static const char *read_logname(struct reading *reading, struct map_text value)
{
    return read_either(value, "no", "yes", &reading->conf->logname);
}

static const char *read_scan(struct reading *reading, struct map_text value)
{
    return read_either(value, "no", "yes", &reading->conf->scan);
}

static const char *read_nssmaprc(struct reading *reading, struct map_text value)
{
    return read_either(value, "no", "yes", &reading->conf->nssmaprc);
}

static const struct option {
    char key[13];
    bool repeatable;
    reader *read;
} known[] = {
    {"uids", false, read_uids},         {"require", false, read_require},     {"keys", false, read_keys},
    {"groups", false, read_groups},     {"index", false, read_index},         {"allow", true, read_glob},
    {"deny", true, read_glob},          {"pins", true, read_pins},            {"seed", false, read_seed},
    {"min_uid", false, read_min_uid},   {"name_max", false, read_name_max},   {"dots", false, read_dots},
    {"uppercase", false, read_uppercase}, {"system_names", false, read_system_names},
    {"logname", false, read_logname},   {"scan", false, read_scan},           {"nssmaprc", false, read_nssmaprc},
};

/* Each line is held against all of them: the end first, since few are of the same length. */
static bool is_key(struct map_text key, const char known_key[sizeof known->key])
{
    return key.size < sizeof known->key && known_key[key.size] == '\0' && memcmp(key.at, known_key, key.size) == 0;
}

static const char *read_option(struct reading *reading, struct map_text key, struct map_text value)
{
    for (unsigned i = 0; i < sizeof known / sizeof *known; i++) {
        if (value.at == NULL || !is_key(key, known[i].key))
            continue;
        if (!known[i].repeatable && (reading->seen & 1U << i) != 0)
            return key.at;
        reading->seen |= 1U << i;
        return value.size == 0 ? value.at : known[i].read(reading, value);
    }
    return key.at;
}

/* The first pin that an earlier one contradicts, or that is the virtual user's, or below min_uid. */
static const char *wrong_pin(const struct map_conf *conf)
{
    struct map_text rest = conf->options, key, value, word;
    while (map_next_option(&rest, &key, &value)) {
        if (!is_word_of(key, "pins"))
            continue;
        while (map_next_word(&value, &word)) {
            struct map_conf before = *conf;
            struct map_text name, other_name;
            uint32_t uid, other_uid;
            before.options.size = (size_t)(word.at - before.options.at);
            if (!map_pin(word, &name, &uid) || uid < conf->min_uid || uid == conf->uid || uid == conf->gid ||
                map_find_pin(&before, name, uid, &other_name, &other_uid))
                return word.at;
        }
    }
    return NULL;
}

static const char *contradiction(const struct reading *reading)
{
    const struct map_conf *conf = reading->conf;
    if (!map_usable_id(conf->uid) || conf->uid < conf->min_uid)
        return reading->uid;
    if (!map_usable_id(conf->gid) || conf->gid < conf->min_uid)
        return reading->gid;
    if (conf->require == MAP_KEY && conf->keys.size == 0)
        return reading->require;
    if (conf->uids == MAP_SHARED)
        return reading->pins;
    if (conf->lowest < conf->min_uid || (conf->uid >= conf->lowest && conf->uid <= conf->highest) ||
        (conf->gid >= conf->lowest && conf->gid <= conf->highest))
        return reading->uids;
    return wrong_pin(conf);
}

const char *map_parse(struct map_conf *conf, const char *text, size_t size)
{
    *conf = (struct map_conf){.min_uid = 1000, .name_max = 32, .logname = true, .scan = true};
    memcpy(conf->seed, "nssmap-seed-0001", sizeof conf->seed);
    struct reading reading = {.conf = conf};
    const char *wrong = first_control(text, size);
    if (wrong != NULL)
        return wrong;
    if (size > MAP_FILE_MAX)
        return text + MAP_FILE_MAX;
    const char *end = memchr(text, '\n', size);
    struct map_text line = {text, end == NULL ? size : (size_t)(end - text)};
    wrong = read_passwd(&reading, line);
    if (wrong != NULL)
        return wrong;
    size_t used = line.size + (end != NULL);
    conf->options = (struct map_text){text + used, size - used};
    struct map_text rest = conf->options, key, value;
    while (map_next_option(&rest, &key, &value)) {
        wrong = read_option(&reading, key, value);
        if (wrong != NULL)
            return wrong;
    }
    return contradiction(&reading);
}
