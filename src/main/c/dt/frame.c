#include "dt.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void need(struct bytes *out, size_t more) {
    if (more <= out->room - out->length) {
        return;
    }
    size_t room = out->room ? out->room : 4096;
    while (room - out->length < more) {
        room *= 2;
    }
    unsigned char *data = realloc(out->data, room);
    if (!data) {
        complain("out of memory");
        exit(LOCAL);
    }
    out->data = data;
    out->room = room;
}

static void encode(unsigned char *at, uint32_t number) {
    at[0] = (unsigned char)(number >> 24);
    at[1] = (unsigned char)(number >> 16);
    at[2] = (unsigned char)(number >> 8);
    at[3] = (unsigned char)number;
}

static uint32_t decode(const unsigned char *at) {
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

void frame_begin(struct bytes *out, enum frame kind) {
    need(out, 5);
    out->frame = out->length;
    out->data[out->length + 4] = (unsigned char)kind;
    out->length += 5;
}

void frame_end(struct bytes *out) {
    encode(out->data + out->frame, (uint32_t)(out->length - out->frame - 4));
}

void put_number(struct bytes *out, uint32_t number) {
    need(out, 4);
    encode(out->data + out->length, number);
    out->length += 4;
}

void put_bytes(struct bytes *out, const void *data, size_t length) {
    put_number(out, (uint32_t)length);
    need(out, length);
    if (length) {
        memcpy(out->data + out->length, data, length);
    }
    out->length += length;
}

void put_text(struct bytes *out, const char *text) {
    put_bytes(out, text, strlen(text));
}

void put_list(struct bytes *out, char *const *texts) {
    uint32_t count = 0;
    while (texts[count]) {
        count++;
    }
    put_number(out, count);
    for (uint32_t i = 0; i < count; i++) {
        put_text(out, texts[i]);
    }
}

int send_frames(int fd, struct bytes *out) {
    size_t sent = 0;
    while (sent < out->length) {
        ssize_t n = send(fd, out->data + sent, out->length - sent, MSG_NOSIGNAL);
        if (n < 0 && errno != EINTR) {
            return 0;
        }
        sent += n > 0 ? (size_t)n : 0;
    }
    /* It may have held a passphrase. */
    explicit_bzero(out->data, out->length);
    out->length = 0;
    return 1;
}

int receive(int fd, struct bytes *in) {
    need(in, 64 << 10);
    ssize_t n;
    do {
        n = recv(fd, in->data + in->length, in->room - in->length, 0);
    } while (n < 0 && errno == EINTR);
    if (n <= 0) {
        return 0;
    }
    in->length += (size_t)n;
    return 1;
}

int next_frame(struct bytes *in, size_t *used, struct arrived *frame) {
    size_t left = in->length - *used;
    const unsigned char *at = in->data + *used;
    if (left < 4) {
        return 0;
    }
    uint32_t length = decode(at);
    if (length < 1 || length > FRAME_MAX) {
        return -1;
    }
    if (left - 4 < length) {
        return 0;
    }
    frame->kind = at[4];
    frame->data = at + 5;
    frame->length = length - 1;
    *used += 4 + length;
    return 1;
}

void drop(struct bytes *in, size_t used) {
    in->length -= used;
    if (in->length) {
        memmove(in->data, in->data + used, in->length);
    }
}

uint32_t take_number(struct arrived *frame) {
    if (frame->length < 4) {
        frame->length = 0;
        return 0;
    }
    uint32_t number = decode(frame->data);
    frame->data += 4;
    frame->length -= 4;
    return number;
}

const unsigned char *take_bytes(struct arrived *frame, size_t *length) {
    *length = take_number(frame);
    if (*length > frame->length) {
        *length = frame->length;
    }
    const unsigned char *bytes = frame->data;
    frame->data += *length;
    frame->length -= *length;
    return bytes;
}
