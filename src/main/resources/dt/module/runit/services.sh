#!/bin/sh
# What a host does for dt's module runit: functions, behind which dt puts main with its words. It needs sh, od, sleep,
# date and the file tools of POSIX; no program of runit.
# It prints fields that end with NUL, for dt to read: which record, the service, and what the record has.
# Services are told apart by their numbers, as kind_1 and kind_2: sh has no lists but the one of its words.
# shellcheck disable=SC2154 # eval sets the variables with numbers
LC_ALL=C
export LC_ALL

say() {
    printf '%s\0' "$@"
}

hex() {
    od -An -v -tx1 -N 64 "$1" 2>/dev/null
}

# Seconds since 1970. awk's seed is the time, where date does not know %s.
clock() {
    seconds=$(date +%s 2>/dev/null)
    case $seconds in
    '' | *[!0-9]*) seconds=$(awk 'BEGIN { srand(); print srand() }') ;;
    esac
    echo "$seconds"
}

# kind DIR: sets kind to what can be said without asking its supervisor; fifo: it has to be asked.
kind() {
    if [ -d "$1" ] && [ ! -x "$1" ]; then
        kind=denied
    elif [ ! -e "$1/run" ]; then
        kind=missing
    elif [ ! -d "$1/supervise" ]; then
        kind=unsupervised
    elif [ ! -x "$1/supervise" ]; then
        kind=denied
    elif [ ! -p "$1/supervise/ok" ] || [ ! -e "$1/supervise/status" ]; then
        kind=unsupervised
    elif [ ! -w "$1/supervise/ok" ] || [ ! -w "$1/supervise/control" ] || [ ! -r "$1/supervise/status" ]; then
        kind=denied
    else
        kind=fifo
    fi
}

# release SERVICE...: ticks for three seconds, says late, and lets go who still waits at a FIFO by opening it for both,
# which never waits. Ends when nobody reads it any more.
release() {
    for _ in 1 2 3; do
        sleep 1
        echo tick || exit
    done
    echo late
    for s; do
        [ ! -p "$dir/$s/supervise/ok" ] || true 1<>"$dir/$s/supervise/ok"
    done
}

# Opening a FIFO waits for its reader, and there may be none. So each is opened in a process of its own. Who is not
# through after three seconds has none, and is released. No process is ever killed: its number could be another's by then.
# Errors go away by exec: with a redirection for the group the shell would keep our standard error open meanwhile, and who
# reads that would wait for these processes too.
knock() {
    left=0
    number=0
    for s; do
        number=$((number + 1))
        eval "kind=\$kind_$number"
        [ "$kind" != fifo ] || left=$((left + 1))
    done
    [ "$left" -gt 0 ] || return 0
    {
        exec 2>/dev/null
        number=0
        for s; do
            number=$((number + 1))
            eval "kind=\$kind_$number"
            [ "$kind" = fifo ] || continue
            if true >"$dir/$s/supervise/ok"; then echo "$number"; else echo 0; fi &
        done
        release "$@" &
    } | while [ "$left" -gt 0 ] && read -r number && [ "$number" != late ]; do
        [ "$number" != tick ] || continue
        echo "$number"
        left=$((left - 1))
    done
}

# probe SERVICE...: sets kind_1 and so on to alive, or why not.
probe() {
    number=0
    for s; do
        number=$((number + 1))
        kind "$dir/$s"
        eval "kind_$number=\$kind"
    done
    for number in $(knock "$@"); do
        eval "kind_$number=alive"
    done
    number=0
    for s; do
        number=$((number + 1))
        eval "[ \"\$kind_$number\" != fifo ] || kind_$number=unsupervised"
    done
}

# look DIR: takes its status apart. Start is when its state began, as it stands there.
look() {
    # shellcheck disable=SC2046 # words
    set -- $(hex "$1/supervise/status")
    state=unknown start='' pid='' paused=00 term=00 second=0
    case $# in
    18 | 20) ;;
    *) return ;;
    esac
    start=$1$2$3$4$5$6$7$8$9${10}${11}${12}
    second=$((0x$5$6$7$8))
    pid=${16}${15}${14}${13}
    paused=${17}
    [ $# = 18 ] || term=${19}
    if [ $# = 18 ]; then
        if [ "$pid" = 00000000 ]; then state=down; else state=run; fi
    else
        case ${20} in
        00) state=down ;;
        01) state=run ;;
        02) state=finish ;;
        esac
    fi
}

# report NUMBER SERVICE: prints what became of it.
report() {
    eval "kind=\$kind_$1 late=\${late_$1-}"
    case $kind in
    alive) ;;
    failed)
        eval "say problem \"\$2\" failed \"\$why_$1\""
        return
        ;;
    disabled)
        say note "$2" disabled
        [ -z "$late" ] || say late "$2"
        return
        ;;
    *)
        say problem "$2" "$kind" ''
        [ -z "$late" ] || say late "$2"
        return
        ;;
    esac
    say service "$2"
    hex "$dir/$2/supervise/status"
    printf '\0'
    if [ -e "$dir/$2/down" ]; then say down; else say up; fi
    if [ -p "$dir/$2/log/supervise/ok" ] && [ -r "$dir/$2/log/supervise/status" ]; then
        hex "$dir/$2/log/supervise/status"
    fi
    printf '\0'
    if [ -e "$dir/$2/log/down" ]; then say down; else say up; fi
    [ -z "$late" ] || say late "$2"
}

reports() {
    number=0
    for s; do
        number=$((number + 1))
        report "$number" "$s"
    done
}

nap() {
    sleep 0.2 2>/dev/null || {
        # POSIX has whole seconds.
        sleep 1
        naps=$((naps + 4))
    }
    naps=$((naps + 1))
}

# is_up NUMBER DIR: its check script says so, or it has run for a second: one that crashes at once is not up.
is_up() {
    [ "$state" = run ] && [ "$term" = 00 ] || return 1
    if [ -x "$2/check" ]; then
        (cd "$2" && exec ./check) >/dev/null 2>&1
        return
    fi
    # What ran for two seconds when dt came need not be waited for.
    eval "before=\${before_$1-} seen=\${seen_$1-}"
    age=$(((now + 10 - second) & 0xffffffff))
    if [ "$start" = "$before" ] && [ "$age" -ge 2 ] && [ "$age" -lt 2147483648 ]; then
        return 0
    fi
    if [ "$start" != "$seen" ]; then
        eval "seen_$1=\$start since_$1=\$naps"
        return 1
    fi
    eval "[ \$((naps - since_$1)) -ge 5 ]"
}

# met GOAL NUMBER SERVICE
met() {
    look "$dir/$3"
    case $1 in
    up) is_up "$2" "$dir/$3" ;;
    down) [ "$state" = down ] && [ "$pid" = 00000000 ] ;;
    restart)
        eval "before=\${before_$2-}"
        [ "$start" != "$before" ] && is_up "$2" "$dir/$3"
        ;;
    pause) [ "$paused" = 01 ] || [ "$state" = down ] ;;
    cont) [ "$paused" = 00 ] || [ "$state" = down ] ;;
    once)
        eval "before=\${before_$2-}"
        [ "$state" = run ] || [ "$start" != "$before" ]
        ;;
    esac
}

# before SERVICE...: notes since when each is in its state.
before() {
    number=0
    for s; do
        number=$((number + 1))
        look "$dir/$s"
        eval "before_$number=\$start"
    done
}

# await GOAL SECONDS SERVICE...: sets late_1 and so on where it does not come in time. Counts naps, since a clock may jump.
await() {
    goal=$1
    most=$(($2 * 5))
    shift 2
    [ "$most" -gt 0 ] || return 0
    naps=0
    while :; do
        waiting=
        number=0
        for s; do
            number=$((number + 1))
            eval "kind=\$kind_$number came=\${came_$number-}"
            if [ "$kind" != alive ] || [ -n "$came" ]; then
                continue
            elif met "$goal" "$number" "$s"; then
                eval "came_$number=yes"
            else
                waiting=yes
            fi
        done
        [ -n "$waiting" ] || return 0
        [ "$naps" -lt "$most" ] || break
        nap
    done
    number=0
    for s; do
        number=$((number + 1))
        eval "kind=\$kind_$number came=\${came_$number-}"
        [ "$kind" != alive ] || [ -n "$came" ] || eval "late_$number=yes"
    done
}

# tell LETTERS SERVICE...: opened for both, the FIFO does not make us wait should its reader go away.
tell() {
    letters=$1
    shift
    number=0
    for s; do
        number=$((number + 1))
        eval "kind=\$kind_$number"
        [ "$kind" = alive ] || continue
        printf %s "$letters" 1<>"$dir/$s/supervise/control" || {
            eval "kind_$number=failed why_$number='cannot write to supervise/control'"
        }
    done
}

# first NAME FOLDER...: sets the variable to the first that exists.
first() {
    name=$1
    shift
    for place; do
        if [ -d "$place" ]; then
            eval "$name=\$place"
            return
        fi
    done
    eval "$name="
}

# main VERB FOLDER FROM LETTERS GOAL SECONDS [WORD...]: FOLDER and FROM may be empty, and are found then.
main() {
    verb=$1 dir=$2 from=$3 letters=$4 goal=$5 seconds=$6
    shift 6
    exec </dev/null
    now=$(clock)
    [ -n "$dir" ] || first dir /var/service /etc/service /service
    [ -n "$from" ] || first from /etc/sv /etc/runit/sv
    if [ "$verb" = tail ]; then
        follow "$@"
    elif [ "$verb" = watch ]; then
        watch "$@"
    fi
    say dt-runit "$now"
    if [ ! -d "$dir" ]; then
        say none "$dir" end
        exit 1
    fi
    if [ $# = 0 ]; then
        for s in "$dir"/*; do
            if [ -d "$s" ] || [ -L "$s" ]; then
                set -- "$@" "${s##*/}"
            fi
        done
    fi
    case $verb in
    enable | disable | install) "$verb" "$seconds" "$@" ;;
    *)
        probe "$@"
        if [ -n "$letters$goal" ]; then
            before "$@"
        fi
        [ -z "$letters" ] || tell "$letters" "$@"
        [ -z "$goal" ] || await "$goal" "$seconds" "$@"
        reports "$@"
        ;;
    esac
    say end
    exit 0
}
