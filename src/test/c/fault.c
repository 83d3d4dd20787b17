/*
 * One question to the module, for strace to spoil a system call of, or to list them:
 * fault world; fault passwd|uid|shadow|group|gid|groups KEY. Prints the status and the error of the answer.
 * The system calls of the answer are those between two of getppid.
 */
#include "world.h"

/* For who asks for groups: there is never more memory. */
void *realloc(void *old, size_t size)
{
    (void)old, (void)size;
    errno = ENOMEM;
    return NULL;
}

static void make_world(void)
{
    fresh_world();
    config(HASH "require = key\nkeys = " WORLD "/keys/%u\ngroups = " WORLD "/groups/%u\nindex = " WORLD "/index/%u\n");
    put_file(WORLD "/keys/alice", "");
    put_file(WORLD "/keys/bob", "");
    put_file(WORLD "/groups/alice", "dba:x:3001:alice\n");
    struct said said;
    by_name(&said, "alice");
    mkdir(WORLD "/home/alice", 0700);
    chown(WORLD "/home/alice", said.passwd.pw_uid, said.passwd.pw_gid);
    printf("%u\n", said.passwd.pw_uid);
}

static void ask(struct said *said, const char *what, const char *key)
{
    static gid_t groups[4];
    gid_t *list = groups;
    long count = 0, size = strcmp(what, "no-room") == 0 ? 0 : 4;
    struct spwd shadow;
    getppid();
    if (strcmp(what, "passwd") == 0)
        by_name(said, key);
    else if (strcmp(what, "uid") == 0)
        by_uid(said, (uid_t)strtoul(key, NULL, 10));
    else if (strcmp(what, "shadow") == 0)
        said->status = _nss_map_getspnam_r(key, &shadow, said->buffer, sizeof said->buffer, &said->error);
    else if (strcmp(what, "group") == 0)
        said->status = _nss_map_getgrnam_r(key, &said->group, said->buffer, sizeof said->buffer, &said->error);
    else if (strcmp(what, "gid") == 0)
        said->status = _nss_map_getgrgid_r((gid_t)strtoul(key, NULL, 10), &said->group, said->buffer,
                                           sizeof said->buffer, &said->error);
    else
        said->status = _nss_map_initgroups_dyn(key, 1, &count, &size, &list, 0, &said->error);
    getppid();
}

int main(int argc, char **argv)
{
    static const char *const statuses[] = {"TRYAGAIN", "UNAVAIL", "NOTFOUND", "SUCCESS"};
    struct said said;
    if (argc < 3) {
        make_world();
        return 0;
    }
    ask(&said, argv[1], argv[2]);
    printf("%s %s\n", statuses[said.status + 2], said.error == 0 ? "0" : strerrorname_np(said.error));
    return 0;
}
