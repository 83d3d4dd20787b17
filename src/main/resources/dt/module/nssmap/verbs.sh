# shellcheck shell=sh disable=SC2015,SC2154
# What dt calls. The settings stand in front: token, confirm_within, version, dry, keys_folder, home_folder, shell_path,
# roster, lowest, highest; and unpack, which writes what is pushed into $now/data.

push() {
    begin "${1:-push}"
    look
    grep -q '^root:[^:]*:0:' /etc/passwd || fail "/etc/passwd has no root; nothing is changed on a host like that"
    check_range
    mkdir "$now/data" "$now/data/keys" && unpack || fail "cannot write $now; is the file system full?"
    [ "$(checksum "$now/data/library")" = "$library_sum" ] || fail "the library did not come whole; push again"
    (NSSMAP_BYPASS=1 && export NSSMAP_BYPASS && own_users) >"$now/before" 2>&1 || fail "$(tail -n 1 "$now/before")"
    in_world build_push
    [ -n "$listener" ] || [ -d /run/systemd/system ] || ! grep -q ' /.*sshd_config' "$now/plan" ||
        fail "the sshd that is to read its config anew is not found; is it none of OpenSSH's?"
    if [ ! -s "$now/plan" ]; then
        say "unchanged: $(summary)"
    elif [ "$dry" = yes ]; then
        show
    else
        commit check_users
    fi
}

# From one UID for all to one for each name: a push that gives each home to its user.
migrate() {
    push migrate
}

# Done, but for the confirmation by a new login.
commit() {
    arm
    prepare
    switch
    listener_lives || undone "sshd did not come back"
    (check_host && "$1") || undone "the check after the change failed"
    sync "$now"
    : >"$now/waiting"
    say "dt-waits $(wc -l <"$now/plan")"
}

undone() {
    printf '%s; everything was put back\n' "$1" >&2
    exit 1
}

nothing() {
    :
}

# The plan of --dry-run, with what text would change.
show() {
    while read -r number kind path; do
        case $kind:$path in
        folder:*) say "make $path" ;;
        nofolder:*) say "remove $path" ;;
        absent:*) say "delete $path" ;;
        owner:*) say "give $path and all of it $(sed 's/ / -> /' "$now/new/$number")" ;;
        *libnss_map.so.2 | *nssmap-shell) say "install $path, $(checksum "$now/new/$number" | cut -c 1-12)" ;;
        *)
            say "write $path"
            was=$path
            [ -e "$path" ] || was=/dev/null
            if has diff; then diff -u --label "$path" --label "$path (new)" "$was" "$now/new/$number" || :; fi
            ;;
        esac
    done <"$now/plan"
}

rollback() {
    begin rollback
    look
    [ -e "$state/last/plan" ] || fail "there is no push to go back from; the state before the first one is that of remove"
    drifted=$(drift "$state/last/plan")
    [ -z "$drifted" ] || [ "$force" = yes ] ||
        fail "changed by hand since the push: $drifted; look at them, then add --force to overwrite them"
    own_users_now
    in_world build_rollback
    go_back
}

remove() {
    begin remove
    look
    if [ ! -e "$state/first/index" ]; then
        say "unchanged: nothing of dt nssmap is here"
        return 0
    fi
    own_users_now
    in_world build_remove
    go_back
}

own_users_now() {
    (NSSMAP_BYPASS=1 && export NSSMAP_BYPASS && own_users) >"$now/before" 2>&1 || fail "$(tail -n 1 "$now/before")"
}

go_back() {
    if [ "$dry" = yes ]; then
        show
    else
        commit nothing
    fi
}

build_rollback() {
    reversed "$state/last/plan" >"$now/steps-back"
    while read -r count kind path; do
        back_to "$kind" "$path" "$state/last/old/$count"
    done <"$now/steps-back"
    rehearse_way_back
}

# nsswitch.conf comes first, as it came last: from then on nobody loads the library.
build_remove() {
    reversed "$state/first/index" >"$now/steps-back"
    pam=as-pushed
    while read -r _ _ path _; do
        case $path in /etc/pam.d/common-* | /var/lib/pam/*) ! is_drifted "$path" || pam=drifted ;; esac
    done <"$now/steps-back"
    for wanted in nsswitch others; do
        while read -r count kind path _; do
            case $path in
            */nsswitch.conf) which=nsswitch ;;
            "$library") continue ;;
            /etc/pam.d/common-* | /var/lib/pam/* | /usr/share/pam-configs/nssmap)
                [ "$pam" = as-pushed ] || continue
                which=others
                ;;
            *) which=others ;;
            esac
            [ "$which" = "$wanted" ] || continue
            if [ "$which" = nsswitch ] && [ -f "$state/first/$count" ] && is_drifted "$path"; then
                without_map <"$path" >"$now/data.nsswitch" && cat "$now/data.nsswitch" >"$path"
                plan_path "$path"
            else
                back_to "$kind" "$path" "$state/first/$count"
            fi
        done <"$now/steps-back"
    done
    [ "$pam" = as-pushed ] || take_profile_out
    rehearse_way_back
}

# Others have changed PAM since, so what was there before is no more what is to be there.
take_profile_out() {
    DEBIAN_FRONTEND=noninteractive pam-auth-update --package --remove nssmap >/dev/null 2>&1 </dev/null
    rm -f /usr/share/pam-configs/nssmap
    set +f
    set -- /etc/pam.d/common-* /var/lib/pam/* /usr/share/pam-configs/nssmap
    set -f
    for path in "$@"; do plan_path "$path"; done
}

# back_to KIND PATH COPY: plans what takes the change away, and does it in this world as far as it has copies.
back_to() {
    case $1 in
    folder)
        number=$((number + 1))
        say "$number nofolder $2" >>"$now/plan"
        ;;
    nofolder) plan_folders "$2" ;;
    owner)
        number=$((number + 1))
        read -r from to <"$3"
        say "$to $from" >"$now/new/$number" && say "$number owner $2" >>"$now/plan"
        ;;
    *)
        if [ -f "$3" ]; then
            cmp -s "$3" "$2" || plan_file "$2" "$3"
            [ ! -d "$now/world${2%/*}" ] || cp -a "$3" "$2"
            case $2 in */libnss_map.so.2) cp "$3" "$now/lib/" ;; esac
        elif [ -e "$2" ]; then
            number=$((number + 1))
            say "$number absent $2" >>"$now/plan"
            [ ! -d "$now/world${2%/*}" ] || rm -f "$2"
        fi
        ;;
    esac
}

rehearse_way_back() {
    LD_LIBRARY_PATH=$now/lib
    export LD_LIBRARY_PATH
    check_host
}

# Paths of a plan or of an index that are not as they were pushed.
drift() {
    while read -r _ kind path _; do
        case $kind in folder | nofolder | owner) continue ;; esac
        if is_drifted "$path"; then printf '%s ' "$path"; fi
    done <"$1"
}

is_drifted() {
    pushed_sum=$(sed -n "s|^$1 ||p" "$state/pushed")
    [ -n "$pushed_sum" ] && [ "$pushed_sum" != "$(checksum "$1")" ]
}

# The last step of remove: the library goes only when no program has it open.
remove_library() {
    kept=$(sed -n 's|^\([0-9]*\) file \(/.*/libnss_map\.so\.2\) /$|\1 \2|p' "$state/first/index")
    path=${kept#* }
    if [ -n "$kept" ]; then
        if [ -f "$state/first/${kept%% *}" ]; then
            cp -a "$state/first/${kept%% *}" "$path.new" && mv -fT "$path.new" "$path"
        elif users=$(mapped_by "$path") && [ -n "$users" ]; then
            say "programs have the library open: ${users%, }; delete $path when they have ended"
        else
            rm -f "$path"
        fi
    fi
    rm -rf "$state"
}

# Sessions of sshd apart, that of this call among them: what they have mapped stays theirs until they end, which is soon.
mapped_by() {
    set +f
    grep -lF " $1" /proc/[0-9]*/maps 2>/dev/null | while IFS=/ read -r _ _ pid _; do
        program=$(cat "/proc/$pid/comm" 2>/dev/null)
        case $program in '' | sshd | sshd-session) ;; *) printf '%s (%s), ' "$program" "$pid" ;; esac
    done
    set -f
}

summary() {
    conf_sum=$(checksum /etc/nssmap.conf)
    uids=$(sed -n 's/^uids[[:space:]]*=[[:space:]]*\([a-z]*\).*/\1/p' /etc/nssmap.conf | tail -n 1)
    needs=$(sed -n 's/^require[[:space:]]*=[[:space:]]*\([a-z]*\).*/\1/p' /etc/nssmap.conf | tail -n 1)
    say "libnss_map $(cat "$state/version"), uids ${uids:-shared}, require ${needs:-any}, config $(printf %s "$conf_sum" | cut -c 1-12), $(known_users) users"
}

# Names with a key file that the host finds.
known_users() {
    folder=$(sed -n 's|^keys[[:space:]]*=[[:space:]]*\(/.*\)/%u[[:space:]]*$|\1|p' /etc/nssmap.conf | tail -n 1)
    if [ -n "$folder" ]; then
        names=$(ls "$folder" 2>/dev/null)
        # shellcheck disable=SC2086 # words
        if [ -n "$names" ]; then getent passwd $names | wc -l; else say 0; fi
    else
        say 'any number of'
    fi
}

status() {
    if [ -e "$now/waiting" ] && [ -e "$now/armed" ]; then
        say "waits for a confirmation, and puts itself back without one"
    elif [ -e "$now" ]; then
        say "a change is under way"
    elif [ ! -e "$state/pushed" ]; then
        if grep -qs '^passwd:.*[[:space:]]map\([[:space:]]\|$\)' /etc/nsswitch.conf; then
            say "map is in nsswitch.conf, but not by dt nssmap"
        else
            say "not installed"
        fi
    else
        drifted=
        while read -r path sum; do
            case $path in /etc/pam.d/* | /var/lib/*) continue ;; esac
            [ "$sum" = "$(checksum "$path")" ] || drifted="$drifted $path"
        done <"$state/pushed"
        say "$(summary), ${drifted:+drift:}${drifted:-no drift}"
    fi
}
