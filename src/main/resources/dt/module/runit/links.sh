#!/bin/sh
# Follows services.sh where a host enables, disables or installs services.
# shellcheck disable=SC2154 # set by services.sh and by eval
fail() {
    eval "kind_$number=failed why_$number=\$1"
}

# attempt COMMAND...: what it complains of becomes why the service failed.
attempt() {
    said=$("$@" 2>&1) && return
    fail "${said:-$1 failed}"
    return 1
}

# link SERVICE: into the folder that runsvdir watches.
link() {
    if [ -e "$dir/$1/run" ]; then
        return 0
    elif [ -L "$dir/$1" ] || [ -e "$dir/$1" ]; then
        fail "$dir/$1 is there and has no run script; remove it"
    elif [ ! -e "$from/$1/run" ]; then
        fail "there is no $from/$1/run; install it, or name its folder with --from"
    else
        attempt ln -s "$from/$1" "$dir/$1"
        return
    fi
    return 1
}

# linked SECONDS SERVICE...: until runsvdir has seen those that are new; it looks every five seconds.
linked() {
    most=$(($1 * 5))
    shift
    naps=0
    while :; do
        waiting=
        number=0
        for s; do
            number=$((number + 1))
            eval "kind=\$kind_$number"
            [ "$kind" = failed ] || [ -p "$dir/$s/supervise/ok" ] || waiting=yes
        done
        if [ -z "$waiting" ] || [ "$naps" -ge "$most" ]; then
            break
        fi
        nap
    done
    number=0
    for s; do
        number=$((number + 1))
        eval "failed_$number=\$kind_$number"
    done
    probe "$@"
    number=0
    for s; do
        number=$((number + 1))
        eval "kind=\$failed_$number now_is=\$kind_$number"
        if [ "$kind" = failed ]; then
            eval "kind_$number=failed"
        elif [ "$now_is" = unsupervised ] && [ "$most" -gt 0 ]; then
            eval "late_$number=yes"
        fi
    done
}

enable() {
    seconds=$1
    shift
    number=0
    for s; do
        number=$((number + 1))
        eval "kind_$number=new"
        link "$s" || :
    done
    linked "$seconds" "$@"
    reports "$@"
}

# unlink SERVICE: takes the link away and has its supervisor end; runsvdir would do so within seconds.
unlink() {
    real=$(cd -P "$dir/$1" 2>/dev/null && pwd -P)
    if [ -L "$dir/$1" ]; then
        eval "kind=\$kind_$number"
        attempt rm -f "$dir/$1" || return 0
        [ "$kind" != alive ] || printf x 1<>"$real/supervise/control" || :
    elif [ -e "$dir/$1" ]; then
        fail "$dir/$1 is a folder and no link; move it away by hand"
        return 0
    fi
    eval "kind_$number=disabled real_$number=\$real"
}

disable() {
    seconds=$1
    shift
    probe "$@"
    number=0
    for s; do
        number=$((number + 1))
        unlink "$s"
    done
    naps=0
    while :; do
        waiting=
        number=0
        for s; do
            number=$((number + 1))
            eval "kind=\$kind_$number real=\${real_$number-}"
            eval "late_$number="
            if [ "$kind" = disabled ] && [ -n "$real" ] && [ -r "$real/supervise/status" ]; then
                look "$real"
                if [ "$seconds" -gt 0 ] && [ "$pid" != 00000000 ]; then
                    eval "late_$number=yes"
                    waiting=yes
                fi
            fi
        done
        if [ -z "$waiting" ] || [ "$naps" -ge $((seconds * 5)) ]; then
            break
        fi
        nap
    done
    reports "$@"
}

LOG='#!/bin/sh
# Keeps what the service prints in main/current.
if command -v svlogd >/dev/null; then exec svlogd -tt ./main; fi
if command -v multilog >/dev/null; then exec multilog t ./main; fi
exec cat >>main/current
'

# put FILE TEXT: an executable file, whole or not at all.
put() {
    printf %s "$2" >"$1.dt-$$" && chmod 755 "$1.dt-$$" && mv -f "$1.dt-$$" "$1"
}

make() {
    mkdir -p "$1/log/main" && put "$1/run" "$2" && put "$1/log/run" "$LOG" && mv "$1" "$3"
}

# place SERVICE TEXT: as a service with log, or a new run script for the one that is there.
place() {
    home=$from
    if [ ! -d "$from" ] || [ -d "$dir/$1" ]; then
        home=$dir
    fi
    if [ ! -d "$home/$1" ]; then
        new=$home/.dt-$1.$$
        attempt make "$new" "$2" "$home/$1" || rm -rf "$new"
    elif ! printf %s "$2" | cmp -s - "$home/$1/run"; then
        attempt put "$home/$1/run" "$2" || rm -f "$home/$1/run.dt-$$"
    fi
}

# install SECONDS SERVICE...: their run scripts are in text_1 and so on.
install() {
    seconds=$1
    shift
    umask 022
    number=0
    for s; do
        number=$((number + 1))
        eval "kind_$number=new"
        eval "place \"\$s\" \"\$text_$number\""
        eval "kind=\$kind_$number"
        [ "$kind" = failed ] || link "$s" || :
    done
    linked "$seconds" "$@"
    reports "$@"
}
