#!/bin/sh
# Follows services.sh where a host tells each change of its services as it comes.
# shellcheck disable=SC2154 # set by services.sh

# pulse SERVICE...: prints what is another as soon as one of them is in another state. One program, however many they are.
pulse() {
    echo "$dir" "$@"
    for s; do
        shift
        set -- "$@" "$dir/$s/supervise/status"
        [ ! -e "$dir/$s/log/supervise/status" ] || set -- "$@" "$dir/$s/log/supervise/status"
        [ ! -e "$dir/$s/down" ] || echo "$s"
    done
    exec od -An -v -tx1 "$@" 2>/dev/null
}

# still SERVICE...: whether supervisors are there and not there as they were. Where all are, one process finds that out
# by opening each FIFO; it is released where it waits for a reader.
still() {
    number=0
    for s; do
        number=$((number + 1))
        kind "$dir/$s"
        eval "was=\$kind_$number"
        case $was:$kind in
        alive:fifo) ;;
        *:fifo) return 1 ;;
        *) [ "$was" = "$kind" ] || return 1 ;;
        esac
    done
    {
        exec 2>/dev/null
        {
            for s; do
                [ ! -p "$dir/$s/supervise/ok" ] || true >"$dir/$s/supervise/ok" || exit
            done
            echo all
        } &
        release "$@" &
    } | {
        while read -r said && [ "$said" = tick ]; do :; done
        [ "$said" = all ]
    }
}

# watch [SERVICE...]: a whole answer at first and with each change. Supervisors are looked for each ten seconds, as one
# that has died changes nothing. In between a sign of life, which also ends this when nobody listens any more.
watch() {
    all=
    [ $# -gt 0 ] || all=yes
    ticks=0
    before=
    while :; do
        if [ -n "$all" ]; then
            set --
            for s in "$dir"/*; do
                if [ -d "$s" ] || [ -L "$s" ]; then
                    set -- "$@" "${s##*/}"
                fi
            done
        fi
        beat=$(pulse "$@")
        if [ "$beat" != "$before" ] || { [ $((ticks % 20)) = 0 ] && ! still "$@"; }; then
            before=$beat
            now=$(clock)
            say dt-runit "$now" || exit
            if [ ! -d "$dir" ]; then
                say none "$dir" end
                exit 1
            fi
            probe "$@"
            reports "$@"
            say end || exit
        elif [ $((ticks % 4)) = 0 ]; then
            say dt-beat || exit
        fi
        ticks=$((ticks + 1))
        sleep 0.5 2>/dev/null || sleep 1
    done
}
