/*
 * dt: hands a call to the agent of the same user, or becomes a JVM that does it alone. Knows nothing of what dt does but
 * its version and the words that need a process of their own. The agent is the same program, so all else is the same.
 */
#include "dt.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* An agent that is about to end may be met by chance, hardly twice. */
enum { TRIES = 4 };

void complain(const char *format, ...) {
    char text[8192];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length >= 0) {
        dprintf(STDERR_FILENO, "dt: %s\n", text);
    }
}

/* A stream that the caller has closed must not become a socket of ours. It stays as useless as it was. */
static void keep_standard_descriptors(void) {
    for (int fd = 0; fd <= 2; fd++) {
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd) {
            _exit(LOCAL);
        }
    }
}

static int print_version(void) {
    static const char line[] = "dt " DT_VERSION "\n";
    if (write(STDOUT_FILENO, line, sizeof line - 1) < 0 && errno != EPIPE) {
        complain("cannot write output: %s", strerror(errno));
        return LOCAL;
    }
    return OKAY;
}

/* dthost, dtstatus and dtcompact, names of the original, are views; dtsh is the shell. */
static char **words_of(int argc, char **argv) {
    static const char *const views[] = {"host", "status", "compact"};
    static char view[] = "view";
    static char shell[] = "sh";
    char **words = calloc((size_t)argc + 2, sizeof *words);
    if (!words) {
        complain("out of memory");
        exit(LOCAL);
    }
    int count = 0;
    const char *name = strrchr(argv[0], '/');
    name = name ? name + 1 : argv[0];
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        if (strncmp(name, "dt", 2) == 0 && strcmp(name + 2, views[i]) == 0) {
            words[count++] = view;
            words[count++] = (char *)(uintptr_t)views[i];
        }
    }
    if (strcmp(name, "dtsh") == 0) {
        words[count++] = shell;
    }
    for (int i = 1; i < argc; i++) {
        words[count++] = argv[i];
    }
    return words;
}

/* The first word that is no option, as far as can be told without knowing which options take a value. */
static int first_is(char *const *words, const char *command) {
    while (*words && **words == '-') {
        words++;
    }
    return *words && strcmp(*words, command) == 0;
}

/* To see --no-agent where it is none costs time and nothing else. */
static int wants_own_process(char *const *words) {
    const char *agent = getenv("DT_AGENT");
    if (agent && strcmp(agent, "off") == 0) {
        return 1;
    }
    for (char *const *word = words; *word; word++) {
        if (strcmp(*word, "--no-agent") == 0) {
            return 1;
        }
    }
    return first_is(words, "demo") || first_is(words, "web") || first_is(words, "sh") || first_is(words, "help") ||
           !*words;
}

static int run_alone(const struct place *place, char **words) {
    size_t count = 0;
    while (words[count]) {
        count++;
    }
    char **line = calloc(count + 2, sizeof *line);
    if (!line) {
        complain("out of memory");
        return LOCAL;
    }
    line[0] = (char *)(uintptr_t)place->jvm;
    memcpy(line + 1, words, count * sizeof *line);
    execv(place->jvm, line);
    complain("cannot run %s: %s; install dt anew, or build it", place->jvm, strerror(errno));
    return LOCAL;
}

int main(int argc, char **argv) {
    keep_standard_descriptors();
    if (argc < 1) {
        return LOCAL;
    }
    if (argc == 2 && (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0)) {
        return print_version();
    }
    char **words = words_of(argc, argv);
    struct place place;
    if (!find_place(&place)) {
        complain("cannot find the program that belongs to this one; install dt anew, or build it");
        return LOCAL;
    }
    if (wants_own_process(words)) {
        return run_alone(&place, words);
    }
    for (int i = 0; i < TRIES; i++) {
        int started = 0;
        /* What is asked of the agent is answered without one, too; and pressing TAB is to start nothing. */
        int start = !first_is(words, "agent") && !first_is(words, "completion");
        int fd = agent_connect(&place, start, &started);
        if (fd < 0) {
            break;
        }
        int status = LOCAL;
        switch (relay(fd, &place, words, &status)) {
        case RELAY_DONE:
            return status;
        case RELAY_ALONE:
            return run_alone(&place, words);
        case RELAY_SILENT:
            complain("the agent does not answer; going on without it. dt agent stop ends it, kill does if it cannot");
            return run_alone(&place, words);
        default:
            close(fd);
        }
        if (started) {
            agent_failed();
            break;
        }
    }
    return run_alone(&place, words);
}
