#define _GNU_SOURCE
#include "dt.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

/* Starting takes an agent half a second; one that is stopped or stuck never answers. */
enum { PATIENCE_SECONDS = 20, GRACE_SECONDS = 36, LAST_INTERRUPT = 3, INPUT_PIECE = 64 << 10 };

/* Standard output or standard error. */
struct stream {
    int fd;
    size_t most; /* bytes at once; 0: not looked at yet */
    int broken;
};

struct call {
    int fd;
    struct bytes out, in;
    int welcome; /* the call runs */
    int wanted;  /* a piece of standard input */
    struct stream streams[3];
    int signals;
};

extern char **environ;
sigset_t waiting_mask;

static volatile sig_atomic_t signal_to_send, size_changed, last_signal;

static void note(int number) {
    if (number == SIGWINCH) {
        size_changed = 1;
    } else {
        signal_to_send = number;
        last_signal = number;
    }
}

/* The agent prints what is known within its own grace; after that nobody waits for it. */
static void give_up(int number) {
    (void)number;
    screen_restore();
    _exit(128 + last_signal);
}

int signal_came(void) {
    return signal_to_send;
}

/* They are blocked but while waiting, so that none comes between the look and the wait. */
void catch_signals(void) {
    static const int caught[] = {SIGINT, SIGTERM, SIGHUP, SIGWINCH};
    struct sigaction action = {.sa_handler = note}, before;
    sigset_t mask;
    sigemptyset(&mask);
    for (size_t i = 0; i < sizeof caught / sizeof *caught; i++) {
        /* Whoever ignores a signal, as nohup and shells do for what runs in the background, wants it ignored. */
        if (sigaction(caught[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN) {
            sigaction(caught[i], &action, NULL);
            sigaddset(&mask, caught[i]);
        }
    }
    sigprocmask(SIG_BLOCK, &mask, &waiting_mask);
    signal(SIGALRM, give_up);
    /* A reader that has gone is told by write(2), and said to the agent. */
    signal(SIGPIPE, SIG_IGN);
}

static void put_size(struct bytes *out) {
    struct winsize size = {0};
    for (int fd = 2; fd >= 0 && size.ws_col == 0; fd--) {
        if (ioctl(fd, TIOCGWINSZ, &size)) {
            size.ws_col = 0;
        }
    }
    put_number(out, size.ws_col);
    put_number(out, size.ws_col ? size.ws_row : 0);
}

static char *current_folder(void) {
    char *folder = getcwd(NULL, 0);
    return folder && *folder == '/' ? folder : NULL;
}

static void put_call(struct bytes *out, const struct place *place, char *const *words, const char *folder) {
    frame_begin(out, HELLO);
    put_text(out, place->version);
    frame_end(out);
    frame_begin(out, CALL);
    put_list(out, words);
    put_list(out, environ);
    put_text(out, folder);
    put_number(out, (uint32_t)(isatty(0) | isatty(1) << 1 | isatty(2) << 2 | can_ask() << 3));
    put_size(out);
    mode_t mask = umask(0);
    umask(mask);
    put_number(out, mask);
    put_text(out, screen_settings());
    frame_end(out);
}

/* Sends what the signals that came ask for: the program decides what a Ctrl-C does, and it does not end at the first.
   An agent that does not listen cannot keep the client: after more of them, or a while, that ends by itself. */
static void send_signals(struct call *call) {
    if (size_changed) {
        size_changed = 0;
        frame_begin(&call->out, SIZE);
        put_size(&call->out);
        frame_end(&call->out);
    }
    int number = signal_to_send;
    if (number) {
        signal_to_send = 0;
        frame_begin(&call->out, SIGNAL);
        put_number(&call->out, (uint32_t)number);
        frame_end(&call->out);
        call->signals++;
        if (number != SIGINT || call->signals >= LAST_INTERRUPT) {
            alarm(GRACE_SECONDS);
        }
        if (call->signals > LAST_INTERRUPT) {
            signal(number, give_up);
        }
    }
    send_frames(call->fd, &call->out);
}

static void send_input(struct call *call) {
    static unsigned char piece[INPUT_PIECE];
    ssize_t length = read(STDIN_FILENO, piece, sizeof piece);
    if (length < 0 && (errno == EINTR || errno == EAGAIN)) {
        return;
    }
    call->wanted = 0;
    if (length > 0) {
        frame_begin(&call->out, INPUT);
        put_bytes(&call->out, piece, (size_t)length);
    } else {
        frame_begin(&call->out, INPUT_END);
        put_text(&call->out, length < 0 ? strerror(errno) : "");
    }
    frame_end(&call->out);
    send_frames(call->fd, &call->out);
}

/* A description of our own for a pipe: what it is told not to wait for concerns nobody else who has the pipe. -1: none. */
static int own_pipe(int fd) {
    char path[] = "/proc/self/fd/?";
    path[sizeof path - 2] = (char)('0' + fd);
    return open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC);
}

/* How much of a descriptor can be written at once without being stuck in the kernel while a signal waits. */
static void look_at(struct stream *stream, int fd) {
    struct stat target;
    mode_t kind = fstat(fd, &target) ? 0 : target.st_mode & S_IFMT;
    stream->fd = kind == S_IFIFO ? own_pipe(fd) : -1;
    stream->most = kind == S_IFREG || stream->fd >= 0 ? (size_t)SSIZE_MAX : (size_t)PIPE_BUF;
    if (stream->fd < 0) {
        stream->fd = fd;
    }
}

static void print(struct call *call, int fd, const unsigned char *data, size_t length) {
    struct stream *to = &call->streams[fd];
    if (!to->most) {
        look_at(to, fd);
    }
    while (length && !to->broken) {
        struct pollfd room = {.fd = to->fd, .events = POLLOUT};
        if (ppoll(&room, 1, NULL, &waiting_mask) < 0) {
            send_signals(call);
            continue;
        }
        ssize_t written = write(to->fd, data, length < to->most ? length : to->most);
        if (written >= 0) {
            data += written;
            length -= (size_t)written;
        } else if (errno != EINTR && errno != EAGAIN) {
            to->broken = 1;
            frame_begin(&call->out, BROKEN);
            put_number(&call->out, (uint32_t)fd);
            put_text(&call->out, strerror(errno));
            frame_end(&call->out);
            send_frames(call->fd, &call->out);
        }
    }
}

static void put_answer(struct call *call, struct arrived *frame) {
    size_t length;
    int hidden = take_number(frame) != 0;
    const unsigned char *question = take_bytes(frame, &length);
    static struct bytes answer;
    ask(call->fd, hidden, question, length, &answer);
    /* First the signal that ended the question: it says why there is no answer. */
    send_signals(call);
    send_frames(call->fd, &answer);
}

/* Does what one frame says; RELAY_AGAIN while the call goes on. */
static int obey(struct call *call, struct arrived *frame, int *status) {
    size_t length;
    const unsigned char *data;
    switch (frame->kind) {
    case WELCOME:
        call->welcome = 1;
        catch_signals();
        break;
    case ALONE:
        return RELAY_ALONE;
    case OUTPUT: {
        uint32_t fd = take_number(frame);
        data = take_bytes(frame, &length);
        if (fd == 1 || fd == 2) {
            print(call, (int)fd, data, length);
        }
        break;
    }
    case FLUSH:
        frame_begin(&call->out, FLUSHED);
        put_number(&call->out, take_number(frame));
        frame_end(&call->out);
        send_frames(call->fd, &call->out);
        break;
    case WANT:
        call->wanted = 1;
        break;
    case ASK:
        put_answer(call, frame);
        break;
    case MODE:
        screen_raw(take_number(frame) != 0);
        break;
    case EXIT:
        *status = (int)take_number(frame);
        return RELAY_DONE;
    default: /* OUTDATED: it hangs up next */
        break;
    }
    return RELAY_AGAIN;
}

/* What it means that the agent has hung up. */
static int hung_up(const struct call *call, int *status) {
    if (!call->welcome) {
        return RELAY_AGAIN;
    }
    complain("the agent ended while this ran, so what became of the hosts is not known; dt agent log may say why, "
             "and the next call starts another");
    *status = LOCAL;
    return RELAY_DONE;
}

static int waiting_for(int fd, int seconds) {
    struct pollfd first = {.fd = fd, .events = POLLIN};
    int ready;
    do {
        ready = poll(&first, 1, seconds * 1000);
    } while (ready < 0 && errno == EINTR);
    return ready > 0;
}

int relay(int fd, const struct place *place, char *const *words, int *status) {
    struct call call = {.fd = fd};
    char *folder = current_folder();
    if (!folder) {
        return RELAY_ALONE;
    }
    put_call(&call.out, place, words, folder);
    free(folder);
    send_frames(fd, &call.out);
    if (!waiting_for(fd, PATIENCE_SECONDS)) {
        return RELAY_SILENT;
    }
    sigprocmask(SIG_BLOCK, NULL, &waiting_mask);
    while (1) {
        struct pollfd what[] = {{.fd = fd, .events = POLLIN}, {.fd = STDIN_FILENO, .events = POLLIN}};
        if (ppoll(what, call.wanted ? 2 : 1, NULL, &waiting_mask) < 0) {
            send_signals(&call);
            continue;
        }
        if (call.wanted && what[1].revents) {
            send_input(&call);
        }
        if (!what[0].revents) {
            continue;
        }
        if (!receive(fd, &call.in)) {
            return hung_up(&call, status);
        }
        size_t used = 0;
        struct arrived frame;
        int found;
        while ((found = next_frame(&call.in, &used, &frame)) > 0) {
            int end = obey(&call, &frame, status);
            if (end != RELAY_AGAIN) {
                return end;
            }
        }
        if (found < 0) {
            return hung_up(&call, status);
        }
        drop(&call.in, used);
    }
}
