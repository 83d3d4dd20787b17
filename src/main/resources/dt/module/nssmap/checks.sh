# shellcheck shell=sh disable=SC2015,SC2154
# What has to hold before a change is made and after it.

# What the host says of its own users and groups, mapped ones left out: of each by name and by number.
own_users() {
    for database in passwd group; do
        keys=
        while IFS=: read -r name _ id _; do
            case $name in [a-zA-Z_]*) keys="$keys $name $id" ;; esac
        done <"/etc/$database"
        # shellcheck disable=SC2086 # words
        ask getent "$database" $keys
    done
    for name in root "${SUDO_USER:-root}"; do
        if grep -q "^$name:" /etc/passwd; then ask id "$name"; fi
    done
    return 0
}

# A program that looks up, which a library that crashes or hangs takes along.
ask() {
    timeout 60 "$@"
    case $? in
    0 | 1 | 2) return 0 ;;
    124) fail "a lookup does not end: $1 was ended after 60 s" ;;
    *) fail "a lookup ends its program: $1 died; this library does not go with this host" ;;
    esac
}

# In any state: the host's own users answer as without the module, and nobody else does.
check_host() {
    (own_users) >"$now/after" 2>&1 || fail "$(tail -n 1 "$now/after")"
    if ! cmp -s "$now/before" "$now/after"; then
        fail "the host's own users would answer otherwise: $(difference "$now/before" "$now/after")"
    fi
    timeout 60 getent passwd no/such >/dev/null && fail "a name that cannot be, no/such, is found"
    check_sshd
}

check_sshd() {
    [ -x "$sshd" ] || return 0
    said=$("$sshd" -t -f "$sshd_config" 2>&1) || fail "sshd refuses its config: $(printf '%s\n' "$said" | head -n 1)"
}

# The names of the roster are those users that dt computed, except who is somebody on this host already.
check_users() {
    names=
    while IFS=: read -r name _; do names="$names $name"; done <"$now/data/expected"
    # shellcheck disable=SC2086 # words
    [ -z "$names" ] || NSSMAP_BYPASS=1 ask getent passwd $names >"$now/known" || exit 1
    names=
    : >"$now/wanted"
    while IFS= read -r line; do
        name=${line%%:*}
        [ -s "$now/known" ] && grep -q "^$name:" "$now/known" && continue
        names="$names $name"
        say "$line" >>"$now/wanted"
    done <"$now/data/expected"
    [ -n "$names" ] || return 0
    # shellcheck disable=SC2086 # words
    ask getent passwd $names >"$now/got" || exit 1
    cmp -s "$now/wanted" "$now/got" ||
        fail "the users of the roster are not found as they should: $(difference "$now/wanted" "$now/got")"
    [ -z "$keys_folder" ] || [ ! -x "$sshd" ] ||
        case " $(sshd_says authorizedkeysfile) " in
        *" $keys_folder/%u "*) ;;
        *) fail "sshd does not take keys from $keys_folder: look for AuthorizedKeysFile in $sshd_config" ;;
        esac
}

difference() {
    if has diff; then diff "$1" "$2" | grep '^[<>]' | head -n 2 | tr '\n' ' '; else say "see getent"; fi
}

# No UID of the host may be one that names can get.
check_range() {
    while IFS=: read -r name _ id _; do
        case $id in '' | *[!0-9]*) continue ;; esac
        if [ "$id" -ge "$lowest" ] && [ "$id" -le "$highest" ]; then
            fail "$name of /etc/passwd has the UID $id, which a mapped user could get; choose another range or line 1"
        fi
    done </etc/passwd
}
