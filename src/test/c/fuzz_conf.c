#include "map.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Any text is either a config, whose users all have UIDs that may be, or has its mistake inside. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct map_conf conf;
    const char *text = (const char *)data, *wrong = map_parse(&conf, text, size);
    if (wrong != NULL && (wrong < text || wrong > text + size))
        __builtin_trap();
    if (wrong == NULL) {
        struct map_text name = map_text_of("alice");
        if (!map_usable_id(conf.uid) || conf.uid < conf.min_uid)
            __builtin_trap();
        if (conf.uids == MAP_HASH && map_admits(&conf, name)) {
            uint32_t uid = map_uid(&conf, name);
            if (uid != 0 && (!map_usable_id(uid) || uid < conf.min_uid || uid == conf.uid))
                __builtin_trap();
        }
    }
    return 0;
}
