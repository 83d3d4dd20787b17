#include <string.h>

#include "map.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A line gives a user a group only if its name stands in it, and never that of nobody. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct map_text line = {(const char *)data, size};
    uint32_t gid = map_group(line, map_text_of("alice"));
    if (gid != 0 && (!map_usable_id(gid) || memmem(data, size, "alice", 5) == NULL))
        __builtin_trap();
    return 0;
}
