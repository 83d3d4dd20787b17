#include <string.h>

#include "map.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Up to the first NUL a glob, behind it a name. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char line[] = "virtual:*:15000:15000::/home/virtual:/bin/sh\ndots = yes\nuppercase = yes\n";
    struct map_conf conf;
    const uint8_t *end = size == 0 ? NULL : memchr(data, 0, size);
    size_t split = end == NULL ? 0 : (size_t)(end - data);
    size_t start = end == NULL ? 0 : split + 1;
    struct map_text glob = {(const char *)data, split}, name = {(const char *)data + start, size - start};
    map_like(glob, name);
    map_is_system_name(name);
    if (map_parse(&conf, line, sizeof line - 1) != NULL)
        __builtin_trap();
    if (map_admits(&conf, name) && (!map_is_plain(name) || memchr(name.at, '/', name.size) != NULL))
        __builtin_trap();
    return 0;
}
