/* Who exists, and whose a UID is. */
#include "map.h"
#include "tap.h"
#include "world.h"

static struct said said;
static char a[16], b[16];
static uid_t uid_of_both;

static uid_t uid_of(const char *name)
{
    return by_name(&said, name)->status == NSS_STATUS_SUCCESS ? said.passwd.pw_uid : 0;
}

static int is_called(uid_t uid, const char *name)
{
    return found(by_uid(&said, uid)) && strcmp(said.passwd.pw_name, name) == 0;
}

static void home(const char *name, uid_t owner)
{
    char path[256];
    snprintf(path, sizeof path, WORLD "/home/%s", name);
    mkdir(path, 0700);
    chown(path, owner, owner);
}

static void key(const char *name, mode_t mode)
{
    char path[256];
    snprintf(path, sizeof path, WORLD "/keys/%s", name);
    put_file(path, "ssh-ed25519 AAAA\n");
    chmod(path, mode);
}

static void names_exist_as_required(void)
{
    config(LINE "require = home\n");
    home("withhome", 15000);
    symlink("withhome", WORLD "/home/linked");
    claim(uid_of("withhome") == 15000 && uid_of("nohome") == 0, "require = home: only who has one exists");
    claim(uid_of("linked") == 0, "require = home: a symbolic link is no home");
    config(HASH "require = key\nkeys = " WORLD "/keys/%u\n");
    key("alice", 0644);
    key("loose", 0664);
    claim(uid_of("alice") >= 2000200000 && uid_of("nosuch") == 0, "require = key: only who has a key file exists");
    claim(uid_of("loose") == 0, "require = key: a key file that the group can write is none");
    claim(uid_of("virtual") == 15000, "the virtual user is always there");
    claim(uid_of("root") == 0 && uid_of("_apt") == 0 && uid_of("www-data") == 0, "names of the system never map");
}

static void a_uid_has_its_name(void)
{
    config(HASH);
    home("bob", 0);
    uid_t alice = uid_of("alice"), bob = uid_of("bob"), carol = uid_of("carol");
    claim(is_called(carol, "carol"), "the last name asked for is remembered before it has a home");
    claim(is_called(bob, "bob"), "a UID is found by the name of a home");
    config(HASH "scan = no\n");
    claim(absent(by_uid(&said, bob)), "scan = no: homes are not looked through");
    config(HASH "scan = no\nindex = " WORLD "/index/%u\n");
    char link[256];
    snprintf(link, sizeof link, WORLD "/index/%u", bob);
    symlink("bob", link);
    claim(is_called(bob, "bob"), "a UID is found by its link in the index");
    unlink(link);
    symlink("alice", link);
    claim(absent(by_uid(&said, bob)), "a link in the index to a name of another UID counts for nothing");
    config(HASH "keys = " WORLD "/keys/%u\n");
    claim(is_called(alice, "alice"), "a UID is found by the name of a key file");
    claim(absent(by_uid(&said, 1000)) && absent(by_uid(&said, 0)) && absent(by_uid(&said, 65534)),
          "the UIDs of others are nobody's here");
    claim(is_called(15000, "virtual"), "the virtual user's UID is its own");
    config(HASH "pins = dora:2000200000\n");
    claim(uid_of("dora") == 2000200000 && is_called(2000200000, "dora"), "a pin gives a name and a UID each other");
}

/* Two names of one UID in a range of four. */
static void find_two(void)
{
    struct map_conf conf;
    const char *text = LINE "uids = hash 20000-20003\n";
    if (map_parse(&conf, text, strlen(text)) != NULL)
        exit(2);
    strcpy(a, "first");
    uid_of_both = map_uid(&conf, map_text_of(a));
    int i = 0;
    do
        snprintf(b, sizeof b, "n%d", i++);
    while (map_uid(&conf, map_text_of(b)) != uid_of_both);
}

static void a_uid_has_one_name(void)
{
    fresh_world();
    find_two();
    config(LINE "uids = hash 20000-20003\n");
    claim(uid_of(a) == uid_of_both && uid_of(b) == uid_of_both, "two names of one UID both answer while both are new");
    home(a, uid_of_both);
    claim(uid_of(a) == uid_of_both && uid_of(b) == 0, "a new name is refused once the other has a home");
    char text[512];
    snprintf(text, sizeof text, LINE "uids = hash 20000-20003\npins = %s:20010\n", b);
    config(text);
    claim(uid_of(a) == uid_of_both && uid_of(b) == 20010, "a pin settles it");
    snprintf(text, sizeof text, LINE "uids = hash 20000-20003\npins = zoe:%u\n", uid_of_both);
    config(text);
    claim(uid_of("zoe") == uid_of_both && uid_of(a) == 0, "a name whose UID a pin gives away is nobody");
}

static void shared_names(void)
{
    config(LINE);
    unsetenv("LOGNAME");
    by_name(&said, "erin");
    claim(is_called(15000, "erin"), "shared: the last name asked for has the UID in this process");
    by_name(&said, "virtual");
    claim(is_called(15000, "virtual"), "shared: else the UID is the virtual user's");
}

static void groups_are_the_virtual_and_the_private_ones(void)
{
    struct group group;
    char buffer[256];
    int error;
    config(LINE);
    claim(_nss_map_getgrnam_r("virtual", &group, buffer, sizeof buffer, &error) == NSS_STATUS_SUCCESS &&
              group.gr_gid == 15000 && group.gr_mem[0] == NULL,
          "shared: the virtual group is there");
    claim(_nss_map_getgrnam_r("alice", &group, buffer, sizeof buffer, &error) == NSS_STATUS_NOTFOUND &&
              _nss_map_getgrnam_r("wheel", &group, buffer, sizeof buffer, &error) == NSS_STATUS_NOTFOUND,
          "shared: no other group is");
    setenv("LOGNAME", "alice", 1);
    claim(_nss_map_getgrgid_r(0, &group, buffer, sizeof buffer, &error) == NSS_STATUS_NOTFOUND &&
              _nss_map_getgrgid_r(27, &group, buffer, sizeof buffer, &error) == NSS_STATUS_NOTFOUND,
          "no other gid is, and least of all 0");
    config(HASH "require = key\nkeys = " WORLD "/keys/%u\n");
    key("alice", 0644);
    gid_t gid = uid_of("alice");
    claim(_nss_map_getgrnam_r("alice", &group, buffer, sizeof buffer, &error) == NSS_STATUS_SUCCESS &&
              group.gr_gid == gid && _nss_map_getgrgid_r(gid, &group, buffer, sizeof buffer, &error) == 1 &&
              strcmp(group.gr_name, "alice") == 0,
          "hash: a user has a private group of the same name and number");
    claim(_nss_map_getgrnam_r("nosuch", &group, buffer, sizeof buffer, &error) == NSS_STATUS_NOTFOUND,
          "hash: a name that does not exist is no group");
}

int main(void)
{
    fresh_world();
    names_exist_as_required();
    a_uid_has_its_name();
    a_uid_has_one_name();
    shared_names();
    groups_are_the_virtual_and_the_private_ones();
    return tap_end();
}
