/**
 * What {@code /etc/nssmap.conf} means: its grammar, which names it maps, and the UID of each. The same rules as
 * libnss_map, in {@code src/main/c/map.h}: a file of cases is run through both. Reads no file but its own list of system names.
 */
package dt.nssmap;
