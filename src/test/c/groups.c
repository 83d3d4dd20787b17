/* initgroups: what a user's groups may come from. */
#include "tap.h"
#include "world.h"

static long count, size;
static gid_t *list;
static int error;

static enum nss_status groups_of(const char *user, long limit)
{
    free(list);
    count = 1;
    size = 1;
    list = malloc(sizeof *list);
    list[0] = 15000;
    return _nss_map_initgroups_dyn(user, 15000, &count, &size, &list, limit, &error);
}

static int has(gid_t gid)
{
    for (long i = 0; i < count; i++)
        if (list[i] == gid)
            return 1;
    return 0;
}

static void from_the_groups_file(void)
{
    config(LINE "groups = " WORLD "/groups/%u\n");
    put_file(WORLD "/groups/alice", "dba:x:3001:alice\nroot:x:0:alice\nops:x:3002:bob,alice,carol\nno:x:3003:bob\n"
                                    "bad line\nalso:x:bad:alice\nsame:x:3001:alice\nprefix:x:3004:alic,alice2\n");
    claim(groups_of("alice", 0) == NSS_STATUS_SUCCESS && error == 0 && count == 3 && has(3001) && has(3002),
          "a user has the groups of lines that list it, each once, and the list grows");
    claim(!has(0), "never gid 0");
    claim(groups_of("alice", 2) == NSS_STATUS_SUCCESS && count == 2, "a limit is kept");
    claim(groups_of("bob", 0) == NSS_STATUS_SUCCESS && count == 1, "a user without a file has no more groups");
    chmod(WORLD "/groups/alice", 0664);
    claim(groups_of("alice", 0) == NSS_STATUS_SUCCESS && count == 1, "a file that the group can write gives none");
    chmod(WORLD "/groups/alice", 0644);
    claim(groups_of("root", 0) == NSS_STATUS_NOTFOUND && error == ENOENT && count == 1, "who is not mapped has none");
    char text[4000] = "";
    for (int gid = 5000; gid < 5100; gid++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "g%d:x:%d:many\n", gid, gid);
    put_file(WORLD "/groups/many", text);
    claim(groups_of("many", 0) == NSS_STATUS_SUCCESS && count == 101 && has(5000) && has(5099), "a hundred groups fit");
}

static void from_nssmaprc(void)
{
    const char *rc = WORLD "/home/alice/.nssmaprc";
    mkdir(WORLD "/home/alice", 0755);
    put_file(rc, "wheel:x:10:alice\n");
    config(LINE);
    claim(groups_of("alice", 0) == NSS_STATUS_SUCCESS && count == 1, "~/.nssmaprc counts only where it is asked for");
    config(LINE "nssmaprc = yes\n");
    claim(groups_of("alice", 0) == NSS_STATUS_SUCCESS && has(10), "nssmaprc = yes: root's ~/.nssmaprc counts");
    put_file(rc, "wheel:x:10:bob\n");
    claim(groups_of("alice", 0) == NSS_STATUS_SUCCESS && count == 1, "nssmaprc: the line must list the user");
    unlink(rc);
    put_file(WORLD "/group", "root:x:0:\nwheel:x:10:alice\n");
    symlink(WORLD "/group", rc);
    claim(groups_of("alice", 0) == NSS_STATUS_SUCCESS && count == 1, "nssmaprc: a symbolic link gives nothing");
    unlink(rc);
    link(WORLD "/group", rc);
    claim(groups_of("alice", 0) == NSS_STATUS_SUCCESS && count == 1, "nssmaprc: a hard link gives nothing");
    unlink(rc);
    put_file(rc, "wheel:x:10:alice\n");
    chown(rc, 15000, 15000);
    claim(groups_of("alice", 0) == NSS_STATUS_SUCCESS && count == 1, "nssmaprc: the user's own file gives nothing");
}

int main(void)
{
    fresh_world();
    from_the_groups_file();
    from_nssmaprc();
    free(list);
    return tap_end();
}
