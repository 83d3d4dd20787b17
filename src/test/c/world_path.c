#include "lookup.h"

/* In place of src/main/c/conf_path.c. */
const char map_conf_path[] = WORLD "/nssmap.conf";
