/*
 * How the client dt and the agent of the same user talk, over a Unix socket of type SOCK_STREAM.
 *
 * A frame is
 *
 *     u32   length of what follows
 *     u8    kind, one of enum frame
 *     ...   fields, in the order given below
 *
 * A number is a u32, most significant byte first. A text or a block of bytes is a number of bytes and then the bytes. A
 * list is a number of texts and then the texts. Text is UTF-8 as far as whoever typed it kept to that. No frame is longer
 * than FRAME_MAX.
 *
 * The client begins with HELLO and CALL and does not wait in between. The agent answers with one of
 *
 *     WELCOME    the call runs; from here on it must not be repeated
 *     OUTDATED   the agent is of another version; it ends when its work is done, so start another
 *     ALONE      this call needs a process of its own; the text says why
 *
 * or hangs up, because it was just about to end. Without WELCOME nothing was done, so the client may try again.
 *
 * Standard input is sent only when asked for: for each WANT one INPUT or, at its end, INPUT_END. For each ASK there is one
 * ANSWER, and for each FLUSH one FLUSHED once all OUTPUT before it was written, or BROKEN was sent. EXIT is the last frame
 * of a call.
 *
 * Both sides ask the kernel whose process is at the other end (SO_PEERCRED) and hang up unless it is the same user's.
 *
 * This is one program in two processes: both are of one build, or HELLO says that they are not. So frames may change from
 * version to version; HELLO and OUTDATED may not.
 */
#ifndef DT_PROTOCOL_H
#define DT_PROTOCOL_H

enum frame {
    /* From the client. */
    HELLO = 1,     /* text: version and build */
    CALL = 2,      /* list: words; list: environment, NAME=value; text: folder;
                      number: which streams are terminals, 1 << descriptor, and 1 << 3 for one to ask at;
                      number: columns, 0 if unknown; number: rows;
                      number: umask; text: settings of the terminal as stty -g prints them, empty if unknown */
    INPUT = 3,     /* bytes of standard input, at least one */
    INPUT_END = 4, /* text: why it cannot be read, empty at its end */
    ANSWER = 5,    /* number: 1, or 0 when there is no terminal or nothing was typed; bytes: what was typed, no newline */
    SIGNAL = 6,    /* number: as in signal(7); the call is to end */
    SIZE = 7,      /* number: columns; number: rows; of the terminal, which has changed */
    BROKEN = 8,    /* number: descriptor that cannot be written; text: why, as strerror(3) has it */
    FLUSHED = 9,   /* number: descriptor */

    /* From the agent. */
    WELCOME = 64,  /* nothing */
    OUTDATED = 65, /* text: version and build of the agent */
    ALONE = 66,    /* text: why */
    OUTPUT = 67,   /* number: descriptor, 1 or 2; bytes */
    WANT = 68,     /* nothing: a piece of standard input */
    ASK = 69,      /* number: 1 if what is typed must not show; text: question, to be written to the terminal */
    EXIT = 70,     /* number: exit status */
    FLUSH = 71,    /* number: descriptor, 1 or 2; whoever flushes has to know of a full disk */
    MODE = 72      /* number: 1: every key of the terminal as it is typed, and not shown; 0: as it was */
};

#define FRAME_MAX (16u << 20)

#endif
