/* What a call may take from the process it runs in: stack, descriptors, and nothing at all for a name out of reach. */
#include <dirent.h>
#include <pthread.h>

#include "tap.h"
#include "world.h"

enum { STACK = 1 << 20, PATTERN = 0xa5 };

static void every_call(void)
{
    struct said said;
    struct spwd spwd;
    long count = 0, size = 1;
    gid_t *list = malloc(sizeof *list);
    by_name(&said, "alice");
    by_uid(&said, said.passwd.pw_uid);
    by_uid(&said, 2100000000);
    _nss_map_getspnam_r("alice", &spwd, said.buffer, sizeof said.buffer, &said.error);
    _nss_map_getgrnam_r("alice", &said.group, said.buffer, sizeof said.buffer, &said.error);
    _nss_map_getgrgid_r(2100000001, &said.group, said.buffer, sizeof said.buffer, &said.error);
    _nss_map_initgroups_dyn("alice", 1, &count, &size, &list, 0, &said.error);
    free(list);
}

static void *in_thread(void *calls)
{
    if (calls != NULL)
        every_call();
    return NULL;
}

static size_t stack_used(void *calls)
{
    pthread_attr_t attributes;
    pthread_t thread;
    unsigned char *stack = aligned_alloc(4096, STACK);
    size_t untouched = 0;
    memset(stack, PATTERN, STACK);
    pthread_attr_init(&attributes);
    pthread_attr_setstack(&attributes, stack, STACK);
    if (pthread_create(&thread, &attributes, in_thread, calls) != 0 || pthread_join(thread, NULL) != 0)
        exit(2);
    while (untouched < STACK && stack[untouched] == PATTERN)
        untouched++;
    free(stack);
    return STACK - untouched;
}

static int open_descriptors(void)
{
    DIR *folder = opendir("/proc/self/fd");
    int count = 0;
    while (readdir(folder) != NULL)
        count++;
    closedir(folder);
    return count;
}

int main(void)
{
    fresh_world();
    mkdir(WORLD "/home/bob", 0755);
    config(HASH "keys = " WORLD "/keys/%u\ngroups = " WORLD "/groups/%u\nnssmaprc = yes\n");
    put_file(WORLD "/groups/alice", "dba:x:3001:alice\n");
    int before = open_descriptors();
    every_call();
    claim(open_descriptors() == before, "every descriptor is closed again");
    size_t used = stack_used("calls") - stack_used(NULL);
    printf("# %zu bytes of stack\n", used);
    /* Sanitizers widen every frame. */
    if (!SANITIZED)
        claim(used <= 16384, "at most 16 KiB of stack");
    return tap_end();
}
