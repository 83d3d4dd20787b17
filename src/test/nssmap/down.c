/*
 * libnss_down: a source whose service is not there: UNAVAIL, as of a daemon that hangs up; where /down-for-now is,
 * TRYAGAIN, as of one that does not answer.
 */
#include <errno.h>
#include <nss.h>
#include <unistd.h>

static enum nss_status answer(int *errnop)
{
    *errnop = access("/down-for-now", F_OK) == 0 ? EAGAIN : ECONNREFUSED;
    return *errnop == EAGAIN ? NSS_STATUS_TRYAGAIN : NSS_STATUS_UNAVAIL;
}

#define ASKED(NAME, KEY)                                                                                   \
    enum nss_status _nss_down_##NAME(KEY key, void *result, char *buffer, size_t size, int *errnop)          \
    {                                                                                                        \
        return answer(errnop);                                                                               \
    }

ASKED(getpwnam_r, const char *)
ASKED(getspnam_r, const char *)
ASKED(getgrnam_r, const char *)
ASKED(getpwuid_r, unsigned)
ASKED(getgrgid_r, unsigned)

enum nss_status _nss_down_initgroups_dyn(const char *name, gid_t group, long *start, long *size, gid_t **groups,
                                         long limit, int *errnop)
{
    return answer(errnop);
}
