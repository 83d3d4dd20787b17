# shellcheck shell=sh disable=SC2015,SC2154
# /etc/nsswitch.conf, in which everything but the lines of the databases stays byte for byte.

put_nsswitch() {
    if [ ! -e "$1" ]; then
        if [ -e /usr/etc/nsswitch.conf ]; then cp /usr/etc/nsswitch.conf "$1"; else : >"$1"; fi
    fi
    with_map <"$1" >"$now/data/nsswitch" || exit 1
    cmp -s "$now/data/nsswitch" "$1" || cat "$now/data/nsswitch" >"$1"
}

# Standard input with map as the last source of each database.
with_map() {
    seen=' '
    ended=yes
    while [ "$ended" = yes ]; do
        IFS= read -r line || ended=no
        [ "$ended" = yes ] || [ -n "$line" ] || break
        body=${line%%#*}
        case $body in *:*) database=$(word_of "${body%%:*}") ;; *) database= ;; esac
        case $database in
        passwd | group | shadow | initgroups)
            case $seen in *" $database "*) fail "/etc/nsswitch.conf has two lines for $database; which counts is not for dt to say" ;; esac
            seen="$seen$database "
            mapped_line || exit 1
            ;;
        esac
        printf '%s\n' "$line"
    done
    for database in passwd group shadow; do
        case $seen in *" $database "*) ;; *) say "$database: files map" ;; esac
    done
}

word_of() {
    # shellcheck disable=SC2086 # splits
    set -- $1
    say "${1:-}"
}

# Changes $line of $database.
mapped_line() {
    comment=${line#"$body"}
    sources=$(printf '%s\n' "${body#*:}" | without_map)
    case " $(printf %s "$sources" | tr '\t' ' ') " in
    *' files '* | *' compat '*) ;;
    *) [ "$database" = initgroups ] || fail "/etc/nsswitch.conf: $database has no files, so root would hang on another source" ;;
    esac
    if hides "$sources"; then
        fail "/etc/nsswitch.conf: an action of $database ends the search before map; take it out: $(say "$sources" | tr -s ' \t' ' ')"
    fi
    guard=
    for source in $sources; do
        if is_active "$source"; then guard=' [!NOTFOUND=return]'; fi
    done
    new="$sources$guard map"
    # As it is typed where it says the same already.
    [ "$(word_list "$new")" = "$(word_list "${body#*:}")" ] || line="${body%%:*}:$new${comment:+ $comment}"
}

word_list() {
    # shellcheck disable=SC2086 # splits
    set -- $1
    say "$*"
}

without_map() {
    sed -E -e 's/([[:space:]]+\[!NOTFOUND=return\])?[[:space:]]+map([[:space:]]|$)/\2/' -e 's/[[:space:]]+$//'
}

# Whether an action returns when a name is not found.
hides() {
    case $(printf %s "$1" | tr -d ' \t' | tr '[:upper:]' '[:lower:]' | sed 's/!notfound=return//g') in
    *notfound=return* | *'!success=return'* | *'!unavail=return'* | *'!tryagain=return'*) return 0 ;;
    esac
    return 1
}
