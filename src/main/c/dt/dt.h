/* The parts of the client. Each function says what it does; main.c says in which order. */
#ifndef DT_H
#define DT_H

#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "protocol.h"

/* Exit statuses of dt that the client itself gives. */
enum { OKAY = 0, LOCAL = 3 };

/* Bytes that grow. After a failed allocation the process ends with LOCAL. */
struct bytes {
    unsigned char *data;
    size_t length, room;
    size_t frame; /* where the frame that is being written begins */
};

/* ---- frame.c: writing and reading frames */

void frame_begin(struct bytes *out, enum frame kind);
void put_number(struct bytes *out, uint32_t number);
void put_bytes(struct bytes *out, const void *data, size_t length);
void put_text(struct bytes *out, const char *text);
void put_list(struct bytes *out, char *const *texts);
/* Fills in the length of the frame that began last. */
void frame_end(struct bytes *out);
/* Sends all and empties it; false when the agent has gone. */
int send_frames(int fd, struct bytes *out);

/* A frame that has come. The fields are taken off its front. */
struct arrived {
    enum frame kind;
    const unsigned char *data;
    size_t length;
};

/* Reads what there is into `in`; false at the end of the stream or an error. Blocks if there is nothing. */
int receive(int fd, struct bytes *in);
/* Takes the first whole frame from `in`, valid until the next receive: 1, or 0 when there is none, or -1 for nonsense. */
int next_frame(struct bytes *in, size_t *used, struct arrived *frame);
/* Drops `used` bytes from the front. */
void drop(struct bytes *in, size_t used);
uint32_t take_number(struct arrived *frame);
const unsigned char *take_bytes(struct arrived *frame, size_t *length);

/* ---- agent.c: the agent's socket */

/* Where things are; both are found from the place of this program. */
struct place {
    char jvm[4096];    /* the script that runs dt in a JVM */
    char version[128]; /* version and build of what it would run */
};

/* False when the program is not complete, as before the first build. */
int find_place(struct place *place);
/* A connection to the agent of this user; starts one if `start` and there is none. -1 when there is none, after saying
   why if that is worth saying. *started tells whether this call started it. */
int agent_connect(const struct place *place, int start, int *started);
/* Says on standard error why the agent that this process started did not come up, with the end of its log. */
void agent_failed(void);

/* ---- relay.c: one call */

enum { RELAY_DONE, RELAY_AGAIN, RELAY_ALONE, RELAY_SILENT };

/* Has the agent run these words. RELAY_DONE: *status is the exit status. RELAY_AGAIN: nothing was done, the agent is about
   to end. RELAY_ALONE: this call needs a process of its own. RELAY_SILENT: the agent does not answer. */
int relay(int fd, const struct place *place, char *const *words, int *status);

/* ---- prompt.c: questions to the person at the terminal */

/* 1 when there is a terminal to ask at, else 0. */
int can_ask(void);
/* Asks on the terminal that controls this process; puts an ANSWER into `out`. */
void ask(int agent, int hidden, const unsigned char *question, size_t length, struct bytes *out);

/* ---- screen.c: the terminal at standard input */

/* Its settings as `stty -g` prints them, valid until the next call; empty when it is none. */
const char *screen_settings(void);
/* Every key as it is typed and none shown, or all as it was before. However this process ends by itself, it is as before. */
void screen_raw(int on);
/* The same, to be called by a signal handler that ends the process. */
void screen_restore(void);

/* ---- main.c */

/* Prints `dt: ` and the text, as printf(3), and a newline to standard error. */
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Which of the caught signals came since the last look, 0 for none. Set by the handlers that relay() installs. */
int signal_came(void);
void catch_signals(void);
/* The signals that are blocked but while waiting; what to wait with. */
extern sigset_t waiting_mask;

#endif
