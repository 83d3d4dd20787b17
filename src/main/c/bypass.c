#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>

#include "lookup.h"

/* Programs that make and change accounts, and package managers, which give files to accounts. */
static const char account_tools[] = " addgroup adduser cppw cpgr delgroup deluser dnf dnf-3 dnf5 dpkg dpkg-statoverride "
                                    "groupadd groupdel groupmems groupmod grpck grpconv grpunconv gpasswd lgroupadd "
                                    "lgroupdel lgroupmod luseradd luserdel lusermod microdnf newusers chpasswd "
                                    "chgpasswd pwck pwconv pwunconv rpm systemd-sysusers useradd userdel usermod vigr "
                                    "vipw yum zypper ";

/*
 * What maintainer scripts ask with. Not every program that has their environment: a daemon that a script starts again
 * on a host without systemd keeps it for its whole life, and sshd would know nobody.
 */
static const char script_tools[] = " chgrp chown find getent groups id install ls perl python3 stat su systemd-tmpfiles ";

static bool has_word(const char *words, const char *word)
{
    size_t size = strlen(word);
    for (const char *at = words; size > 0 && (at = strstr(at, word)) != NULL; at += size)
        if (at[-1] == ' ' && at[size] == ' ')
            return true;
    return false;
}

bool map_bypassed(void)
{
    /* The file that was executed, also for a script such as adduser; argv[0] could say anything. */
    const char *program = (const char *)getauxval(AT_EXECFN);
    if (program != NULL) {
        const char *slash = strrchr(program, '/');
        program = slash == NULL ? program : slash + 1;
        if (has_word(account_tools, program))
            return true;
        if (secure_getenv("DPKG_MAINTSCRIPT_PACKAGE") != NULL && has_word(script_tools, program))
            return true;
    }
    const char *bypass = secure_getenv("NSSMAP_BYPASS");
    return bypass != NULL && strcmp(bypass, "1") == 0;
}
