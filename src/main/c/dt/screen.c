#include "dt.h"

#include <stdio.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

static struct termios before;
static volatile sig_atomic_t is_raw;

const char *screen_settings(void) {
    static char text[16 * (NCCS + 5)];
    struct termios now;
    if (tcgetattr(STDIN_FILENO, &now)) {
        return "";
    }
    int length = snprintf(text, sizeof text, "%x:%x:%x:%x", now.c_iflag, now.c_oflag, now.c_cflag, now.c_lflag);
    for (size_t i = 0; i < NCCS && length > 0 && (size_t)length < sizeof text; i++) {
        length += snprintf(text + length, sizeof text - (size_t)length, ":%x", now.c_cc[i]);
    }
    return text;
}

void screen_restore(void) {
    if (is_raw) {
        is_raw = 0;
        tcsetattr(STDIN_FILENO, TCSANOW, &before);
    }
}

void screen_raw(int on) {
    static int registered;
    if (!on) {
        screen_restore();
        return;
    }
    if (is_raw || tcgetattr(STDIN_FILENO, &before)) {
        return;
    }
    if (!registered) {
        registered = atexit(screen_restore) == 0;
    }
    struct termios now = before;
    cfmakeraw(&now);
    /* What hosts print are lines. */
    now.c_oflag = before.c_oflag;
    is_raw = 1;
    tcsetattr(STDIN_FILENO, TCSANOW, &now);
}
