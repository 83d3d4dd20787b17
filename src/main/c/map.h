/*
 * libnss_map: any login name that no earlier source knows is an alias of one virtual user.
 *
 * This header is the part without input and output: the text of /etc/nssmap.conf, names, UIDs and group lines. It
 * needs no memory of its own: a parsed config points into the text that was parsed, and nothing is ended by NUL.
 * lookup.h is the part that asks the file system, nss_map.c what glibc calls. dt.nssmap is the same in Java;
 * src/test/nssmap/vectors is run through both.
 */
#ifndef NSSMAP_MAP_H
#define NSSMAP_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The most bytes that a config or a file of group lines may have. */
#define MAP_FILE_MAX 4096

/* The most bytes that a path in the config may have, and the most of a name whatever name_max says. */
#define MAP_PATH_MAX 1024
#define MAP_NAME_MAX 64

/* A piece of somebody else's text. */
struct map_text {
    const char *at;
    size_t size;
};

enum map_uids { MAP_SHARED, MAP_HASH };
enum map_require { MAP_ANY, MAP_HOME, MAP_KEY };

/* A config that passed every check. An absent path has size 0; home has no slash at its end. */
struct map_conf {
    struct map_text name, gecos, home, shell;
    uint32_t uid, gid;
    enum map_uids uids;
    uint32_t lowest, highest;
    enum map_require require;
    struct map_text keys, groups, index;
    unsigned char seed[16];
    uint32_t min_uid, name_max;
    bool dots, uppercase, system_names, logname, scan, nssmaprc;
    /* The lines after the first: allow, deny and pins are read from here when they are asked for, if there are any. */
    bool has_globs, has_pins;
    struct map_text options;
};

/* Reads a config. NULL if all of it is right; else where in the text the first mistake is, and conf means nothing. */
const char *map_parse(struct map_conf *conf, const char *text, size_t size);

/* Goes through "key = value" lines: false at the end. A line that is none has a value of NULL at its start. */
bool map_next_option(struct map_text *rest, struct map_text *key, struct map_text *value);

/* Takes the next word, up to a blank or tab, off the front of rest: false at the end. */
bool map_next_word(struct map_text *rest, struct map_text *word);

/* A decimal number of digits only, at most most: false if it is not that. */
bool map_number(struct map_text text, uint32_t most, uint32_t *number);

/* Whether a user or group may have this number under any config: not 0, not nobody's, not -1 or -2. */
bool map_usable_id(uint32_t id);

/* Splits "name:uid": false if it is not that. */
bool map_pin(struct map_text word, struct map_text *name, uint32_t *uid);

/* Whether a name could be mapped under any config. What is false here costs no input or output at all. */
bool map_is_plain(struct map_text name);

/* Whether this config maps the name: its grammar, the names of the system, allow and deny. */
bool map_admits(const struct map_conf *conf, struct map_text name);

/* Whether the text is like the glob, in which * is any bytes and ? is any one. */
bool map_like(struct map_text glob, struct map_text text);

/* Whether the name belongs to the system or a well-known package: system-names, _*, systemd-*, Debian-*. */
bool map_is_system_name(struct map_text name);

/* What hash makes of a name, pins apart. */
uint32_t map_hash(const struct map_conf *conf, struct map_text name);

/* The UID of a name under hash; 0 if it has none, because a pin gives that UID to another name. */
uint32_t map_uid(const struct map_conf *conf, struct map_text name);

/* The first pin of this name or of this UID; an empty name and UID 0 are nobody's. */
bool map_find_pin(const struct map_conf *conf, struct map_text wanted, uint32_t wanted_uid, struct map_text *name,
                  uint32_t *uid);

/* The GID of a group(5) line that lists the user; 0 if it does not, or is no such line, or is of gid 0. */
uint32_t map_group(struct map_text line, struct map_text user);

bool map_same(struct map_text a, struct map_text b);
struct map_text map_text_of(const char *string);

/* SipHash-2-4 with 64 bits, by Aumasson and Bernstein (2012). */
uint64_t map_siphash(const unsigned char key[16], const void *bytes, size_t size);

#endif
