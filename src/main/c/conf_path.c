#include "lookup.h"

const char map_conf_path[] = "/etc/nssmap.conf";
