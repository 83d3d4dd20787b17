/* Eight threads at once, with buffers of every length, while the config changes under them. */
#include <pthread.h>
#include <stdatomic.h>

#include "tap.h"
#include "world.h"

enum { THREADS = 8, ROUNDS = 60, LONGEST = 160 };

static _Atomic int wrong, right, busy = THREADS;

static void judge(const struct said *said, const char *name)
{
    if (said->status == NSS_STATUS_TRYAGAIN && said->error == ERANGE)
        return;
    if (said->status == NSS_STATUS_SUCCESS && strcmp(said->passwd.pw_name, name) == 0 &&
        strcmp(said->passwd.pw_dir + strlen(WORLD "/home/"), name) == 0 && said->passwd.pw_uid != 0)
        right++;
    else
        wrong++;
}

static void *ask(void *number)
{
    char name[16];
    struct said said;
    snprintf(name, sizeof name, "user%ld", (long)number);
    for (int round = 0; round < ROUNDS; round++) {
        for (size_t size = 0; size < LONGEST; size++) {
            char *exact = malloc(size);
            said.status = _nss_map_getpwnam_r(name, &said.passwd, exact, size, &said.error);
            judge(&said, name);
            /* Another thread's name may be the last in the memo: then this UID is nobody's, but never wrong. */
            uid_t uid = said.status == NSS_STATUS_SUCCESS ? said.passwd.pw_uid : 0;
            said.status = uid == 0 ? NSS_STATUS_NOTFOUND
                                   : _nss_map_getpwuid_r(uid, &said.passwd, exact, size, &said.error);
            if (said.status == NSS_STATUS_SUCCESS && uid != 15000)
                judge(&said, name);
            free(exact);
        }
    }
    busy--;
    return NULL;
}

static void *change(void *nothing)
{
    static const char *const texts[] = {LINE, HASH, HASH "pins = user1:30001\n"};
    for (unsigned i = 0; busy > 0; i++) {
        put_file(WORLD "/new", texts[i % 3]);
        rename(WORLD "/new", WORLD "/nssmap.conf");
    }
    return nothing;
}

int main(void)
{
    pthread_t threads[THREADS], changer;
    fresh_world();
    config(HASH);
    pthread_create(&changer, NULL, change, NULL);
    for (long i = 0; i < THREADS; i++)
        pthread_create(&threads[i], NULL, ask, (void *)i);
    for (long i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    pthread_join(changer, NULL);
    printf("# %d right, %d wrong\n", right, wrong);
    claim(wrong == 0 && right > THREADS * ROUNDS, "eight threads get right answers while the config changes");
    return tap_end();
}
