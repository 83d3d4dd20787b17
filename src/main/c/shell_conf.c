#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "shell.h"

static const char path[] = "/etc/nssmap-shell.conf";

static bool take(struct shell_conf *conf, struct map_text key, struct map_text value)
{
    if (value.at == NULL || value.size == 0)
        return false;
    if (map_same(key, map_text_of("best_effort"))) {
        conf->best_effort = map_same(value, map_text_of("yes"));
        return conf->best_effort || map_same(value, map_text_of("no"));
    }
    if (*value.at != '/' || value.size > MAP_PATH_MAX)
        return false;
    if (map_same(key, map_text_of("shell"))) {
        memcpy(conf->shell, value.at, value.size);
        conf->shell[value.size] = '\0';
        return true;
    }
    return map_same(key, map_text_of("read")) || map_same(key, map_text_of("write"));
}

bool shell_conf_read(struct shell_conf *conf)
{
    const char *bash = access("/bin/bash", X_OK) == 0 ? "/bin/bash" : "/bin/sh";
    struct map_text rest, key, value;
    *conf = (struct shell_conf){.best_effort = false};
    memcpy(conf->shell, bash, strlen(bash));
    long size = map_read_trusted(path, conf->text);
    if (size < 0) {
        if (errno == ENOENT)
            return true;
        fprintf(stderr, "nssmap-shell: %s: cannot be read, or somebody else than root could have written it\n", path);
        return false;
    }
    rest = conf->options = (struct map_text){conf->text, (size_t)size};
    while (map_next_option(&rest, &key, &value)) {
        if (!take(conf, key, value)) {
            fprintf(stderr, "nssmap-shell: %s: wrong line: %.*s\n", path, (int)key.size, key.at);
            return false;
        }
    }
    return true;
}
