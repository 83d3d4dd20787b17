#!/bin/sh
# shellcheck disable=SC2015,SC2154 # fail ends the shell; settings stand in front
# One change of a host by dt nssmap, as a transaction: all of it or nothing, and nothing that nobody confirms.
#
# dt sends this file and the others of its folder as one script, and calls a function of verbs.sh in it. What it keeps is
# below $state:
#   now/       the change under way; the folder is the lock as well. It has
#     plan       a line a path, in the order of the change: NUMBER KIND PATH; KIND is file, absent, folder,
#                nofolder, or owner, whose new/ has two UIDs: of now and to be, for all below PATH
#     new/, old/ what is to be at the path of that number, and what was there; nothing where nothing was
#     steps      what has been done so far            token    what a confirmation has to name
#     armed      the guard watches; whoever renames this file decides: confirmed or undoing
#     prepared   everything for the way back is there; what is in old/ as NUMBER.none was not there
#     waiting    all is done but for the confirmation
#   last/      the last push that was confirmed: the way back of rollback
#   first/     what was at each path before any push: the way back of remove
#   pushed     each path with the checksum that it was pushed with
# Before anything changes, what is to come and what was both lie beside each path, on the same file system. So the change
# and the way back are renames, which need no room.
set -u
set -f
umask 022
PATH=/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C
export PATH LC_ALL
unset NSSMAP_BYPASS LD_LIBRARY_PATH LD_PRELOAD ENV BASH_ENV CDPATH
state=/var/lib/nssmap
now=$state/now

say() {
    printf '%s\n' "$*"
}

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

has() {
    command -v "$1" >/dev/null 2>&1
}

# A step is done. Never an error: a disk that is full must not keep anybody from going back.
mark() {
    { printf '%s\n' "$*" >>"$now/steps"; } 2>/dev/null
    sync "$now/steps" 2>/dev/null
    return 0
}

checksum() {
    if [ -f "$1" ]; then
        set -- "$(sha256sum <"$1")"
        printf %s "${1%% *}"
    else
        printf absent
    fi
}

# beside new|old NUMBER PATH: a name that ldconfig, sshd, pam-auth-update and libnss_map all pass over.
beside() {
    printf '%s/.nssmap-%s.%s~' "${3%/*}" "$1" "$2"
}

is_alive() {
    [ -n "$1" ] && [ -r "/proc/$1/cmdline" ] && tr '\0' ' ' <"/proc/$1/cmdline" 2>/dev/null | grep -q nssmap
}

# Takes the lock, and ends what an earlier change left behind.
begin() {
    [ "$(id -u)" = 0 ] || fail "this needs root; log in as root, or as a user who may use sudo"
    [ ! -d "$now" ] || settle
    { mkdir -p "$state" && chmod 700 "$state" && mkdir "$now"; } 2>/dev/null ||
        fail "cannot write $state; is the file system read-only or full, or another push under way?"
    trap 'abandon' EXIT
    trap 'exit 129' HUP INT TERM
    trap '' PIPE
    { printf '%s\n' "$$" >"$now/pid" && printf '%s\n' "$token" >"$now/token" && printf '%s\n' "$1" >"$now/verb" &&
        cp "$0" "$now/nssmap.sh" && mkdir "$now/new" "$now/old" && : >"$now/plan"; } 2>/dev/null ||
        fail "cannot write $now; is the file system full?"
}

settle() {
    if [ -e "$now/confirmed" ]; then
        keep
    elif [ -e "$now/armed" ] || [ -e "$now/undoing" ]; then
        if is_alive "$(cat "$now/guard" 2>/dev/null)"; then
            fail "another change is under way here, or waits for its confirmation; try again in a minute"
        fi
        undo
    elif is_alive "$(cat "$now/pid" 2>/dev/null)"; then
        fail "another change is under way here; try again when it has ended"
    else
        tidy
    fi
}

# At the end of the shell: what was begun and does not wait for its confirmation is put back.
abandon() {
    trap '' HUP INT TERM
    trap - EXIT
    if [ -e "$now/waiting" ]; then
        return
    fi
    if [ -e "$now/armed" ]; then
        undo
    elif [ -d "$now" ] && [ "$(cat "$now/pid" 2>/dev/null)" = "$$" ]; then
        tidy
    fi
}

# Removes the lock and all that lies beside the paths. Of a host that was never pushed to nothing stays.
tidy() {
    {
        while read -r number _ path; do
            rm -f "$(beside new "$number" "$path")" "$(beside old "$number" "$path")"
        done <"$now/plan"
        # New folders are empty only now.
        reversed "$now/plan" | while read -r _ kind path; do
            if [ "$kind" = folder ]; then rmdir "$path"; fi
        done
        rm -rf "$now"
        [ -e "$state/pushed" ] || rm -rf "$state"
    } 2>/dev/null
    return 0
}

# Starts the guard, outside of this session, and waits until it watches.
arm() {
    : >"$now/armed" && sync "$now/armed" "$now/plan" "$now" || fail "cannot write $now; is the file system full?"
    if [ -d /run/systemd/system ] && has systemd-run; then
        systemd-run --quiet --collect --unit="nssmap-guard-$token" /bin/sh "$now/nssmap.sh" guard >/dev/null 2>&1
    else
        setsid /bin/sh "$now/nssmap.sh" guard </dev/null >/dev/null 2>&1 &
    fi
    tries=0
    while ! is_alive "$(cat "$now/guard" 2>/dev/null)"; do
        tries=$((tries + 1))
        [ "$tries" -lt 300 ] || fail "the guard that would put all back does not start; nothing was changed"
        sleep 0.1
    done
    mark armed
}

# The detached timer. It counts by itself: the clock may be set meanwhile. A change that died is put back at once.
guard() {
    trap '' HUP INT TERM PIPE
    printf '%s\n' "$$" >"$now/guard"
    left=$((confirm_within * 5))
    most=$((900 * 5))
    while [ -e "$now/armed" ] && [ "$left" -gt 0 ] && [ "$most" -gt 0 ]; do
        sleep 0.2
        most=$((most - 1))
        if [ -e "$now/waiting" ]; then
            left=$((left - 1))
        elif ! is_alive "$(cat "$now/pid")"; then
            # It may have ended after it said that it waits.
            [ -e "$now/waiting" ] || left=0
        fi
    done
    if [ -e "$now/armed" ]; then undo; fi
    # Where the confirmation was cut off in the middle, its end is here.
    while [ -e "$now/confirmed" ] && is_alive "$(cat "$now/pid")"; do sleep 0.2; done
    if [ -e "$now/confirmed" ]; then keep; fi
}

# Lays both states beside each path; from here on nothing needs room.
prepare() {
    while read -r number kind path; do
        case $kind in
        folder) mkdir -p "$path" || fail "cannot make $path; is the file system read-only or full?" ;;
        owner) cp "$now/new/$number" "$now/old/$number" || fail "cannot write $now; is the file system full?" ;;
        file | absent)
            if [ -e "$path" ]; then
                cp -a "$path" "$now/old/$number" && cp -a "$path" "$(beside old "$number" "$path")" &&
                    sync "$now/old/$number" "$(beside old "$number" "$path")"
            else
                : >"$now/old/$number.none"
            fi && if [ "$kind" = file ]; then
                cp -a "$now/new/$number" "$(beside new "$number" "$path")" &&
                    sync "$(beside new "$number" "$path")"
            fi || fail "cannot write beside $path; is the file system read-only or full?"
            ;;
        esac
    done <"$now/plan"
    # What the confirmation will write has its room too.
    { head -c 65536 /dev/zero >"$now/room"; } 2>/dev/null || fail "cannot write $now; is the file system full?"
    sync "$now/old"
    : >"$now/prepared" && sync "$now/prepared" "$now" || fail "cannot write $now; is the file system full?"
    mark prepared
}

# The switch: renames in the order of the plan.
switch() {
    while read -r number kind path; do
        case $kind in
        folder) mkdir -p "$path" ;;
        nofolder) rmdir "$path" 2>/dev/null || : ;;
        absent) rm -f "$path" ;;
        owner) read -r from to <"$now/old/$number" && change_owner "$path" "$from" "$to" ;;
        file) mv -fT "$(beside new "$number" "$path")" "$path" ;;
        esac || fail "cannot change $path"
        settle_path "$path"
        mark "changed $path"
    done <"$now/plan"
    after_switch
    mark switched
}

# change_owner PATH FROM TO: user and group of what is FROM's, and of nothing else; no link is followed.
change_owner() {
    chown -Rh --from="$2" "$3" "$1" && chown -Rh --from=":$2" ":$3" "$1"
}

settle_path() {
    if has restorecon; then restorecon -F "$1" >/dev/null 2>&1; fi
    sync "${1%/*}" 2>/dev/null
    return 0
}

# Services that keep what they have read.
after_switch() {
    if grep -q ' /.*sshd_config' "$now/plan"; then reload_sshd; fi
    if has nscd; then
        nscd -i passwd
        nscd -i group
    fi </dev/null >/dev/null 2>&1
    return 0
}

# The way back, from wherever the change has come to. Each path is old or new, so doing it twice does no harm.
undo() {
    trap '' HUP INT TERM PIPE
    trap - EXIT
    mv "$now/armed" "$now/undoing" 2>/dev/null || [ -e "$now/undoing" ] || return 0
    other=$(cat "$now/pid" 2>/dev/null)
    if [ "$other" != "$$" ] && is_alive "$other"; then kill -KILL "$other"; fi
    reversed "$now/plan" | while read -r number kind path; do
        put_back "$number" "$kind" "$path"
        mark "back $path"
    done
    after_switch
    revive_sshd
    if has logger; then logger -t nssmap "a change was put back: see dt nssmap" 2>/dev/null; fi
    tidy
}

# Before all was prepared only folders had been made. A file is deleted only where it was seen that there was none.
put_back() {
    was=$(beside old "$1" "$3")
    [ -e "$now/prepared" ] || [ "$2" = folder ] || return 0
    case $2 in
    folder) rmdir "$3" 2>/dev/null ;;
    nofolder) mkdir -p "$3" ;;
    owner) read -r from to <"$now/old/$1" && change_owner "$3" "$to" "$from" ;;
    *)
        if [ -e "$was" ]; then
            mv -fT "$was" "$3"
        elif [ -e "$now/old/$1.none" ]; then
            rm -f "$3"
        elif [ -e "$now/old/$1" ] && ! cmp -s "$now/old/$1" "$3"; then
            cp -a "$now/old/$1" "$was" && mv -fT "$was" "$3"
        fi
        ;;
    esac
    settle_path "$3"
}

reversed() {
    lines=
    while read -r line; do
        lines=$line${lines:+
$lines}
    done <"$1"
    printf '%s\n' "$lines"
}

# Somebody came in anew: the change stays.
confirm() {
    # It was cut off before, and the guard has done the rest.
    if [ "$(cat "$state/last/token" 2>/dev/null)" = "$token" ]; then return 0; fi
    [ "$(cat "$now/token" 2>/dev/null)" = "$token" ] && rm -f "$now/room" && say "$$" >"$now/pid" && mv "$now/armed" "$now/confirmed" 2>/dev/null ||
        fail "the host has put everything back already: the confirmation came too late"
    sync "$now"
    keep
}

# dt saw that nobody comes in any more.
refuse() {
    [ "$(cat "$now/token" 2>/dev/null)" = "$token" ] || fail "there is nothing to put back"
    undo
}

# Makes the change the last one. Can be done again where it was interrupted.
keep() {
    rm -f "$now/room"
    mkdir -p "$state/first"
    : >>"$state/first/index"
    if [ ! -e "$now/pushed" ]; then
        if [ -e "$state/pushed" ]; then cp "$state/pushed" "$now/pushed"; else : >"$now/pushed"; fi
        [ -s "$now/pushed" ] || : >"$now/was-first"
    fi
    count=$(wc -l <"$state/first/index")
    while read -r number kind path; do
        rm -f "$(beside new "$number" "$path")" "$(beside old "$number" "$path")"
        case $kind in
        file | absent) say "$path $(checksum "$path")" >>"$now/sums" ;;
        # Until now it held what lay beside the paths in it.
        nofolder) rmdir "$path" 2>/dev/null || : ;;
        esac
        grep -qF " $path /" "$state/first/index" && continue
        count=$((count + 1))
        [ ! -f "$now/old/$number" ] || ln -f "$now/old/$number" "$state/first/$count"
        say "$count $kind $path /" >>"$state/first/index"
    done <"$now/plan"
    # Of two lines of a path the first stays.
    cat "$now/sums" "$now/pushed" 2>/dev/null | sort -s -u -k1,1 >"$now/pushed.new"
    rm -rf "${now:?}/new" "$now/data" "${now:?}/lib" "$now/world" "$now/real"
    case $(cat "$now/verb") in
    push | migrate)
        printf '%s\n' "$version" >"$state/version"
        mv "$now/pushed.new" "$state/pushed"
        rm -rf "$state/last"
        mv "$now" "$state/last"
        sync "$state"
        ;;
    rollback)
        if [ -e "$state/last/was-first" ]; then
            rm -rf "$state"
        else
            mv "$state/last/pushed" "$state/pushed"
            rm -rf "$state/last" "$now"
        fi
        ;;
    remove) remove_library ;;
    esac
}
