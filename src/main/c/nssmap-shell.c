#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell.h"

__attribute__((format(printf, 1, 2))) static int refuse(const char *format, ...)
{
    va_list words;
    va_start(words, format);
    fputs("nssmap-shell: ", stderr);
    vfprintf(stderr, format, words);
    fputc('\n', stderr);
    va_end(words);
    return EXIT_FAILURE;
}

/*
 * Under one UID the environment is all that says who this is. sshd, login and su set it from the name that was let in;
 * whoever can change it before this program starts is not confined anyway.
 */
static bool find_home(const struct map_conf *conf, struct map_path *home)
{
    const char *name = getenv("LOGNAME"), *said = getenv("HOME");
    struct stat status;
    if (name == NULL || said == NULL || !map_is_plain(map_text_of(name)))
        return false;
    map_home(home, conf, map_text_of(name), "");
    return strcmp(said, home->text) == 0 && lstat(said, &status) == 0 && S_ISDIR(status.st_mode) &&
           status.st_uid == geteuid();
}

/* Temporary files in the home, since those in /tmp belong to everybody. */
static bool set_up_environment(const struct map_path *home, const char *shell)
{
    char own[sizeof home->text + 8];
    snprintf(own, sizeof own, "%s/tmp", home->text);
    if (mkdir(own, 0700) != 0 && errno != EEXIST)
        return false;
    return setenv("TMPDIR", own, 1) == 0 && setenv("SHELL", shell, 1) == 0;
}

static int become(const char *shell, bool login, char **words)
{
    char own_name[MAP_PATH_MAX + 2];
    snprintf(own_name, sizeof own_name, "%s%s", login ? "-" : "", login ? strrchr(shell, '/') + 1 : shell);
    words[0] = own_name;
    execv(shell, words);
    return refuse("%s: %s", shell, strerror(errno));
}

static int start(bool best_effort, bool login, char **words)
{
    struct shell_conf conf;
    struct map_file map;
    struct map_path home;
    int error, version = landlock_version();
    if (!shell_conf_read(&conf))
        return EXIT_FAILURE;
    if (map_load(&map, &error) != NSS_STATUS_SUCCESS)
        return refuse("%s is absent, wrong, or not root's alone: see nssmap.conf(5)", map_conf_path);
    if (!find_home(&map.conf, &home))
        return refuse("HOME is not the home of LOGNAME under %.*s, or is not there", (int)map.conf.home.size,
                      map.conf.home.at);
    if (version < LANDLOCK_NEEDED) {
        if (!best_effort && !conf.best_effort)
            return refuse("the kernel has Landlock %d and %d is needed, Linux 6.12: no login; see nssmap-shell(8)",
                          version, LANDLOCK_NEEDED);
        refuse("the kernel has Landlock %d: others of your UID can do more to you than they should", version);
    }
    if (!set_up_environment(&home, conf.shell))
        return refuse("%s/tmp cannot be made: %s", home.text, strerror(errno));
    struct confinement confinement = {home.text, map.conf.home, conf.options};
    if (version > 0 && !confine(&confinement, version))
        return refuse("the domain cannot be laid: %s", strerror(errno));
    if (!filter_calls()) {
        if (!best_effort && !conf.best_effort)
            return refuse("the kernel takes no seccomp filter (%s): no login; see nssmap-shell(8)", strerror(errno));
        refuse("the kernel takes no seccomp filter: others of your UID can do more to you than they should");
    }
    return become(conf.shell, login, words);
}

int main(int argc, char **argv)
{
    bool login = argc > 0 && argv[0][0] == '-';
    bool best_effort = argc > 1 && strcmp(argv[1], "--best-effort") == 0;
    return argc == 0 ? EXIT_FAILURE : start(best_effort, login, argv + (best_effort ? 1 : 0));
}
