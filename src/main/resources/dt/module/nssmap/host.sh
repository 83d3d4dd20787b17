# shellcheck shell=sh disable=SC2015,SC2154
# What this host is: all that a change has to know, and the reasons to refuse one.

# Sets family, library, sshd, sshd_config and listener.
look() {
    case $(uname -m) in
    x86_64) folders='/usr/lib/x86_64-linux-gnu /lib/x86_64-linux-gnu /usr/lib64 /lib64' ;;
    aarch64) folders='/usr/lib/aarch64-linux-gnu /lib/aarch64-linux-gnu /usr/lib64 /lib64' ;;
    *) fail "libnss_map is built for amd64 and arm64, and this host is $(uname -m)" ;;
    esac
    library=
    for folder in $folders; do
        if [ -e "$folder/libc.so.6" ]; then
            library=$folder/libnss_map.so.2
            break
        fi
    done
    look_at_glibc
    look_at_distribution
    look_at_sshd
}

look_at_glibc() {
    glibc=$(getconf GNU_LIBC_VERSION 2>/dev/null) || glibc=
    [ -n "$library" ] && [ -n "$glibc" ] ||
        fail "this host has no 64-bit glibc, which loads libnss_map; musl (Alpine) has no name service switch"
    minor=${glibc#glibc 2.}
    case ${minor%%[!0-9]*} in
    '' | ? | 1[0-6]) fail "this host has $glibc; libnss_map needs glibc 2.17 or later" ;;
    esac
}

look_at_distribution() {
    # shellcheck source=/dev/null
    likes=$(. /etc/os-release 2>/dev/null && say "${ID:-} ${ID_LIKE:-}")
    case " $likes " in
    *' debian '* | *' ubuntu '*) family=debian ;;
    *' rhel '* | *' fedora '* | *' centos '*) family=redhat ;;
    *' suse '* | *suse*) family=suse ;;
    *) fail "this is neither Debian, Ubuntu, the RHEL family nor SUSE (${likes:-no /etc/os-release}): how its PAM is set up is not known" ;;
    esac
}

sshd=/usr/sbin/sshd
sshd_config=/etc/ssh/sshd_config

# sshd's listening process is found from this session upwards, and its options in the title that it gives itself.
look_at_sshd() {
    [ -e "$sshd_config" ] || sshd_config=/usr/etc/ssh/sshd_config
    listener=
    at=$$
    while [ "$at" -gt 1 ]; do
        case $(cat "/proc/$at/comm") in sshd*) listener=$at ;; esac
        at=$(sed -n 's/^PPid:[[:space:]]*//p' "/proc/$at/status")
    done
    [ -n "$listener" ] || return 0
    title=$(tr '\0' ' ' <"/proc/$listener/cmdline")
    title=${title#sshd: }
    title=${title%% \[listener\]*}
    # shellcheck disable=SC2086 # words
    set -- $title
    while [ $# -gt 1 ]; do
        [ "$1" != -f ] || sshd_config=$2
        shift
    done
    printf '%s\n' "$listener" "$title" "$sshd_config" >"$now/listener"
}

# Words of sshd -T: what holds for root from this host.
sshd_says() {
    "$sshd" -T -f "$sshd_config" -C user=root,host=localhost,addr=127.0.0.1 2>/dev/null | sed -n "s/^$1 //p"
}

# Everybody's way in: only a config that sshd itself takes is given to it.
reload_sshd() {
    if [ -s "$now/listener" ]; then sshd_config=$(sed -n 3p "$now/listener"); fi
    "$sshd" -t -f "$sshd_config" 2>/dev/null || return 0
    if [ -d /run/systemd/system ]; then
        for unit in ssh.service sshd.service; do
            if systemctl is-active --quiet "$unit"; then systemctl reload "$unit"; fi
        done
    elif listener_lives; then
        kill -HUP "$(sed -n 1p "$now/listener")"
        # It starts itself anew under the same number, or does not.
        sleep 1
    fi </dev/null >/dev/null 2>&1
    return 0
}

listener_lives() {
    if [ -d /run/systemd/system ]; then
        systemctl is-active --quiet ssh.service || systemctl is-active --quiet sshd.service ||
            systemctl is-active --quiet ssh.socket
    else
        [ ! -s "$now/listener" ] || [ -d "/proc/$(sed -n 1p "$now/listener")" ]
    fi
}

# An sshd that did not come back is started as it was started.
revive_sshd() {
    tries=0
    until listener_lives || [ "$tries" -ge 5 ]; do
        tries=$((tries + 1))
        if [ -d /run/systemd/system ]; then
            systemctl restart ssh.service || systemctl restart sshd.service
        else
            # shellcheck disable=SC2046 # words
            setsid $(sed -n 2p "$now/listener") &
            started=$!
            sleep 1
            if [ -d "/proc/$started" ]; then
                sed -i "1s/.*/$started/" "$now/listener"
            elif wait "$started"; then
                # It made itself a daemon.
                return 0
            fi
        fi </dev/null >/dev/null 2>&1
    done
}

# Whether a directory service answers here: then its silence must not turn its users into mapped ones.
is_active() {
    case $1 in
    sss) daemons='sssd sssd_nss' ;;
    ldap) daemons=nslcd ;;
    winbind) daemons=winbindd ;;
    *) return 1 ;;
    esac
    set +f
    running=$(cat /proc/[0-9]*/comm 2>/dev/null)
    set -f
    for daemon in $daemons; do
        if printf '%s\n' "$running" | grep -qxF "$daemon"; then return 0; fi
    done
    [ "$1" = ldap ] && { [ -e /etc/libnss-ldap.conf ] || [ -e /etc/ldap.conf ]; }
}
