#define _GNU_SOURCE
#include "dt.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* The one that controls this process. */
#define TERMINAL "/dev/tty"

enum { LINE_MAX_BYTES = 4096 };

/* Set by the handlers of this file; a question is asked by one thread, once at a time. */
static volatile sig_atomic_t stop_came;

static void note_stop(int number) {
    (void)number;
    stop_came = 1;
}

static void answer(struct bytes *out, int given, const char *line, size_t length) {
    frame_begin(out, ANSWER);
    put_number(out, (uint32_t)given);
    put_bytes(out, line, length);
    frame_end(out);
}

static void show(int terminal, const void *text, size_t length) {
    if (write(terminal, text, length) < 0) {
        return; /* A terminal that is gone answers nothing either. */
    }
}

static void echo(int terminal, int on, struct termios *before) {
    struct termios now = *before;
    if (!on) {
        now.c_lflag &= ~(tcflag_t)ECHO;
    }
    tcsetattr(terminal, TCSAFLUSH, &now);
}

/* Waits for a line: 1 when there is something to read, 0 when the person or the agent has gone or a signal ends it all. */
static int wait_for_line(int terminal, int agent, int hidden, struct termios *before, const void *question, size_t length) {
    while (1) {
        struct pollfd what[] = {{.fd = terminal, .events = POLLIN}, {.fd = agent, .events = POLLRDHUP}};
        if (ppoll(what, 2, NULL, &waiting_mask) > 0) {
            return what[1].revents == 0;
        }
        if (stop_came) {
            /* Ctrl-Z: the shell that takes over must see what is typed. */
            stop_came = 0;
            echo(terminal, 1, before);
            kill(getpid(), SIGSTOP);
            echo(terminal, !hidden, before);
            show(terminal, question, length);
        } else if (signal_came()) {
            return 0;
        }
    }
}

int can_ask(void) {
    int terminal = open(TERMINAL, O_RDWR | O_CLOEXEC | O_NOCTTY);
    if (terminal >= 0) {
        close(terminal);
    }
    return terminal >= 0;
}

void ask(int agent, int hidden, const unsigned char *question, size_t length, struct bytes *out) {
    char line[LINE_MAX_BYTES];
    struct termios before;
    int terminal = open(TERMINAL, O_RDWR | O_CLOEXEC);
    if (terminal < 0 || tcgetattr(terminal, &before)) {
        answer(out, 0, "", 0);
        if (terminal >= 0) {
            close(terminal);
        }
        return;
    }
    struct sigaction action = {.sa_handler = note_stop}, stop_before;
    sigaction(SIGTSTP, &action, &stop_before);
    echo(terminal, !hidden, &before);
    show(terminal, question, length);
    ssize_t typed = 0;
    if (wait_for_line(terminal, agent, hidden, &before, question, length)) {
        typed = read(terminal, line, sizeof line);
    }
    if (hidden) {
        show(terminal, "\n", 1);
    }
    tcsetattr(terminal, TCSADRAIN, &before);
    sigaction(SIGTSTP, &stop_before, NULL);
    close(terminal);
    answer(out, typed > 0, line, typed > 0 ? (size_t)typed - (line[typed - 1] == '\n') : 0);
    explicit_bzero(line, sizeof line);
}
