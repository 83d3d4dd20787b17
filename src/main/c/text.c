#include <string.h>

#include "map.h"

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

static struct map_text between(const char *start, const char *end)
{
    return (struct map_text){start, (size_t)(end - start)};
}

struct map_text map_text_of(const char *string)
{
    return (struct map_text){string, strlen(string)};
}

bool map_same(struct map_text a, struct map_text b)
{
    return a.size == b.size && memcmp(a.at, b.at, a.size) == 0;
}

bool map_number(struct map_text text, uint32_t most, uint32_t *number)
{
    uint64_t value = 0;
    if (text.size == 0)
        return false;
    for (size_t i = 0; i < text.size; i++) {
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
        value = value * 10 + (uint64_t)(text.at[i] - '0');
        if (value > most)
            return false;
    }
    *number = (uint32_t)value;
    return true;
}

bool map_next_word(struct map_text *rest, struct map_text *word)
{
    const char *at = rest->at, *end = rest->at + rest->size;
    while (at < end && is_blank(*at))
        at++;
    const char *start = at;
    while (at < end && !is_blank(*at))
        at++;
    *rest = between(at, end);
    *word = between(start, at);
    return word->size > 0;
}

/* The line at the front of rest, without blanks around it, is taken off. */
static struct map_text next_line(struct map_text *rest)
{
    const char *start = rest->at, *end = rest->at + rest->size;
    const char *stop = memchr(start, '\n', rest->size);
    *rest = stop == NULL ? between(end, end) : between(stop + 1, end);
    if (stop == NULL)
        stop = end;
    while (start < stop && is_blank(*start))
        start++;
    while (start < stop && is_blank(stop[-1]))
        stop--;
    return between(start, stop);
}

static struct map_text split_option(struct map_text line, struct map_text *key)
{
    const char *end = line.at + line.size;
    const char *equals = memchr(line.at, '=', line.size);
    if (equals == NULL) {
        *key = line;
        return (struct map_text){NULL, 0};
    }
    const char *stop = equals;
    while (stop > line.at && is_blank(stop[-1]))
        stop--;
    *key = between(line.at, stop);
    const char *start = equals + 1;
    while (start < end && is_blank(*start))
        start++;
    return between(start, end);
}

bool map_next_option(struct map_text *rest, struct map_text *key, struct map_text *value)
{
    while (rest->size > 0) {
        struct map_text line = next_line(rest);
        if (line.size == 0 || *line.at == '#')
            continue;
        *value = split_option(line, key);
        return true;
    }
    return false;
}

bool map_pin(struct map_text word, struct map_text *name, uint32_t *uid)
{
    const char *colon = memchr(word.at, ':', word.size);
    if (colon == NULL)
        return false;
    *name = between(word.at, colon);
    return map_is_plain(*name) && map_number(between(colon + 1, word.at + word.size), UINT32_MAX, uid) &&
           map_usable_id(*uid);
}

static bool lists(struct map_text members, struct map_text user)
{
    const char *at = members.at, *end = members.at + members.size;
    for (;;) {
        const char *comma = memchr(at, ',', (size_t)(end - at));
        if (map_same(between(at, comma == NULL ? end : comma), user))
            return true;
        if (comma == NULL)
            return false;
        at = comma + 1;
    }
}

uint32_t map_group(struct map_text line, struct map_text user)
{
    const char *end = line.at + line.size;
    const char *colon[3], *at = line.at;
    for (int i = 0; i < 3; i++) {
        colon[i] = memchr(at, ':', (size_t)(end - at));
        if (colon[i] == NULL)
            return 0;
        at = colon[i] + 1;
    }
    uint32_t gid;
    if (memchr(at, ':', (size_t)(end - at)) != NULL || colon[0] == line.at || user.size == 0 ||
        !map_number(between(colon[1] + 1, colon[2]), UINT32_MAX, &gid) || !map_usable_id(gid))
        return 0;
    return lists(between(at, end), user) ? gid : 0;
}
