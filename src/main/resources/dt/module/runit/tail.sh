#!/bin/sh
# Follows services.sh where a host shows the log of a service.
# shellcheck disable=SC2154 # set by services.sh
# journal SERVICE: sets file to what its log service writes, as that one's words say, or where it mostly is.
journal() {
    file=
    look "$dir/$1/log"
    number=$((0x${pid:-0}))
    if [ "$number" -gt 0 ] && [ -r "/proc/$number/cmdline" ]; then
        for word in $(tr '\0' '\n' <"/proc/$number/cmdline"); do
            case $word in
            /*) ;;
            *) word=$dir/$1/log/$word ;;
            esac
            [ ! -f "$word/current" ] || file=$word/current
        done
    fi
    for word in "$dir/$1/log/main" "$dir/$1/log" "/var/log/$1" "/var/log/runit/$1" "/var/log/sv/$1"; do
        if [ -z "$file" ] && [ -f "$word/current" ]; then
            file=$word/current
        fi
    done
}

follow() {
    kind "$dir/$3"
    [ "$kind" != missing ] || { echo "$3: not a service: $dir/$3/run is not there; check the name" >&2 && exit 1; }
    journal "$3"
    [ -n "$file" ] || { echo "$3: no log found: neither its log service nor /var/log says where; use ssh tail" >&2 && exit 1; }
    [ -r "$file" ] || { echo "$3: not permitted: $file is closed to this user; add --sudo" >&2 && exit 1; }
    # POSIX has -f, which loses the file when it is rotated; where -F is not known, that is what there is.
    case $2 in
    no) exec tail -n "$1" "$file" ;;
    *) exec tail -n "$1" -F "$file" ;;
    esac
}
