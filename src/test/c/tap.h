/* The Test Anything Protocol: a line a claim, "ok 1 - ..." or "not ok 1 - ..."; the last line is the plan. */
#ifndef TAP_H
#define TAP_H

#include <stdio.h>

static int tap_count, tap_failed;

static inline void claim(int holds, const char *what)
{
    tap_failed += !holds;
    printf("%sok %d - %s\n", holds ? "" : "not ", ++tap_count, what);
}

static inline int tap_end(void)
{
    printf("1..%d\n", tap_count);
    return tap_failed != 0;
}

#endif
