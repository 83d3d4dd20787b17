# shellcheck shell=sh disable=SC2015,SC2154
# The host as it is to be, in a mount namespace that nobody else sees: copies lie over the real folders, what is to
# change is changed there, the host's own tools included, and what came out is compared with what is.

# What may change lies in these folders, or is told by name.
copied='/etc /var/lib/pam /var/cache/debconf /usr/share/pam-configs /var/lib/authselect'

# in_world FUNCTION: runs it there, and fails if it fails.
in_world() {
    has unshare || fail "this host has no unshare(1) of util-linux; without a rehearsal nothing is changed"
    mkdir "$now/world" "$now/real" "$now/lib"
    timeout 300 unshare --mount --propagation private /bin/sh "$now/nssmap.sh" enter "$1" || exit 1
}

enter() {
    look
    trap '' PIPE
    { mount -t tmpfs -o mode=700 nssmap "$now/world" && mount --rbind / "$now/real"; } 2>/dev/null ||
        fail "no private mounts here (a container without CAP_SYS_ADMIN?); without a rehearsal nothing is changed"
    for folder in $copied; do
        [ -d "$folder" ] || continue
        mkdir -p "$now/world$folder" && cp -a "$folder/." "$now/world$folder/" &&
            mount --bind "$now/world$folder" "$folder" || fail "cannot copy $folder into memory for the rehearsal"
    done
    # Else the real nscd would answer.
    for folder in /run/nscd /var/run/nscd; do
        if [ -d "$folder" ]; then mount -t tmpfs nssmap "$folder"; fi
    done
    number=0
    "$1"
}

# plan_path PATH: enters it in the plan if it is another there than here.
plan_path() {
    if [ -f "$1" ]; then
        if [ -f "$now/real$1" ] && cmp -s "$1" "$now/real$1" &&
            [ "$(stat -c '%a %u %g' "$1")" = "$(stat -c '%a %u %g' "$now/real$1")" ]; then
            return 0
        fi
        plan_file "$1" "$1"
    elif [ -e "$now/real$1" ]; then
        number=$((number + 1))
        say "$number absent $1" >>"$now/plan"
    fi
}

# plan_file PATH CONTENT
plan_file() {
    number=$((number + 1))
    cp -a "$2" "$now/new/$number" && say "$number file $1" >>"$now/plan" || fail "cannot write $now; is the file system full?"
}

# The folder and those above it, each as far as it is missing.
plan_folders() {
    [ ! -d "$now/real$1" ] || return 0
    plan_folders "$(dirname "$1")"
    number=$((number + 1))
    say "$number folder $1" >>"$now/plan"
}

# plan_binary PATH CONTENT: a program or library, and makes it count in the rehearsal.
plan_binary() {
    chmod "$3" "$2"
    if ! cmp -s "$2" "$1"; then
        [ ! -e "$1" ] || mount --bind "$2" "$1"
        plan_file "$1" "$2"
    fi
}

# /etc/nsswitch.conf may be a link (authselect), or still be that of the vendor below /usr/etc.
nsswitch_file() {
    if [ -e /etc/nsswitch.conf ]; then readlink -f /etc/nsswitch.conf; else say /etc/nsswitch.conf; fi
}

build_push() {
    files=$(nsswitch_file)
    put_nsswitch "$files"
    put_conf
    put_roster
    put_sshd
    put_pam
    [ -z "$keys_folder" ] || plan_folders "$keys_folder"
    plan_folders "$home_folder"
    cp "$now/data/library" "$now/lib/libnss_map.so.2"
    plan_binary "$library" "$now/data/library" 644
    [ ! -e "$now/data/shell" ] || plan_binary "$shell_path" "$now/data/shell" 755
    plan_path /etc/nssmap.conf
    if [ "$roster" = yes ]; then
        while read -r name; do plan_path "$keys_folder/$name"; done <"$now/data/roster"
    fi
    plan_more
    plan_path "$files"
    if [ "$roster" = yes ]; then
        while read -r path _; do
            case $path in "$keys_folder"/*) [ -e "$path" ] || plan_path "$path" ;; esac
        done <"$now/data/before"
    fi
    LD_LIBRARY_PATH=$now/lib
    export LD_LIBRARY_PATH
    check_host
    check_users
    [ "$(cat "$now/verb")" != migrate ] || plan_homes
}

# Each home that is the shared user's goes to the user that it is called after.
plan_homes() {
    shared=$(sed -n '1s/^[^:]*:[^:]*:\([0-9]*\):.*/\1/p' "$now/real/etc/nssmap.conf" 2>/dev/null)
    [ -n "$shared" ] || fail "there is no /etc/nssmap.conf to migrate from; push does without"
    set +f
    busy=$(grep -lE "^Uid:.*[[:space:]]$shared([[:space:]]|\$)" /proc/[0-9]*/status 2>/dev/null)
    set -- "$home_folder"/*
    set -f
    [ -z "$busy" ] || fail "programs of UID $shared run here, whose files would change under them; end them: $(say "$busy" | tr '\n' ' ' | tr -dc '0-9 ')"
    for home in "$@"; do
        [ -d "$home" ] && [ ! -L "$home" ] && [ "$(stat -c %u "$home")" = "$shared" ] || continue
        uid=$(getent passwd "${home##*/}" | cut -d: -f3)
        if [ -z "$uid" ]; then
            say "nobody: $home stays with UID $shared"
        elif [ "$uid" != "$shared" ]; then
            number=$((number + 1))
            say "$shared $uid" >"$now/new/$number" && say "$number owner $home" >>"$now/plan"
        fi
    done
}

# PAM and sshd.
plan_more() {
    set +f
    case $family in
    redhat) set -- /etc/authselect/custom/nssmap/* /etc/authselect/* /var/lib/authselect/* ;;
    *) set -- /usr/share/pam-configs/nssmap /etc/pam.d/common-* /var/lib/pam/* ;;
    esac
    set -f
    if [ "$family" = redhat ]; then plan_folders /etc/authselect/custom/nssmap; fi
    for path in "$@" /etc/ssh/sshd_config.d/00-nssmap.conf "$sshd_config"; do
        case $path in "$files" | /etc/authselect/nsswitch.conf) continue ;; esac
        [ -d "$path" ] || plan_path "$path"
    done
}

put_conf() {
    rm -f /etc/nssmap.conf
    cat "$now/data/conf" >/etc/nssmap.conf
}

put_roster() {
    [ "$roster" = yes ] || return 0
    if [ -L "$keys_folder" ] || { [ -e "$keys_folder" ] && [ "$(stat -c '%u' "$keys_folder")" != 0 ]; }; then
        fail "$keys_folder is not a folder of root's own; whoever owns it decides who comes in"
    fi
    case $keys_folder in /etc/*) ;; *) fail "the roster is to be below /etc, not in $keys_folder" ;; esac
    mkdir -p "$keys_folder"
    cp "$state/pushed" "$now/data/before" 2>/dev/null || : >"$now/data/before"
    while read -r path _; do
        case $path in "$keys_folder"/*) grep -qxF "${path##*/}" "$now/data/roster" || rm -f "$path" ;; esac
    done <"$now/data/before"
    while read -r name; do
        rm -f "$keys_folder/$name"
        cat "$now/data/keys/$name" >"$keys_folder/$name"
    done <"$now/data/roster"
}

put_sshd() {
    [ -x "$sshd" ] && [ -n "$keys_folder" ] || return 0
    drop_in=/etc/ssh/sshd_config.d/00-nssmap.conf
    rm -f "$drop_in"
    own_line='# of dt nssmap'
    case $sshd_config in
    /etc/*) grep -qF "$own_line" "$sshd_config" && { grep -vF "$own_line" "$sshd_config" >"$now/data/sshd_config"
        cat "$now/data/sshd_config" >"$sshd_config"; } ;;
    esac
    keys_now=$(sshd_says authorizedkeysfile)
    case " $keys_now " in *" $keys_folder/%u "*) return 0 ;; esac
    [ "$keys_now" != none ] || keys_now=
    line="AuthorizedKeysFile ${keys_now:+$keys_now }$keys_folder/%u"
    if grep -qiE '^[[:space:]]*Include[[:space:]].*/etc/ssh/sshd_config\.d/\*\.conf' "$sshd_config"; then
        mkdir -p /etc/ssh/sshd_config.d
        say "$line" >"$drop_in"
        case " $(sshd_says authorizedkeysfile) " in *" $keys_folder/%u "*) return 0 ;; esac
        rm -f "$drop_in"
    fi
    case $sshd_config in /etc/*) ;; *) fail "$sshd_config does not include /etc/ssh/sshd_config.d" ;; esac
    # The first line of a keyword counts.
    { say "$line $own_line" && cat "$sshd_config"; } >"$now/data/sshd_config"
    cat "$now/data/sshd_config" >"$sshd_config"
}

put_pam() {
    case $family in
    debian) put_pam_debian ;;
    redhat) put_pam_redhat ;;
    suse)
        grep -qs pam_mkhomedir /etc/pam.d/common-session && return 0
        pam-config -a --mkhomedir --mkhomedir-umask=0077 >/dev/null 2>&1 </dev/null ||
            fail "pam-config cannot add pam_mkhomedir; do it by hand, then push again"
        ;;
    esac
}

put_pam_debian() {
    profile=/usr/share/pam-configs/nssmap
    [ -e "$profile" ] || ! grep -qs pam_mkhomedir /etc/pam.d/common-session || return 0
    has pam-auth-update || fail "this host has no pam-auth-update (libpam-runtime)"
    cat >"$now/data/profile" <<'END'
Name: Make the home of a mapped user at its first login (dt nssmap)
Default: yes
Priority: 0
Session-Type: Additional
Session-Interactive-Only: yes
Session:
	optional	pam_mkhomedir.so umask=0077
END
    if cmp -s "$now/data/profile" "$profile" && grep -qs pam_mkhomedir /etc/pam.d/common-session; then return 0; fi
    cat "$now/data/profile" >"$profile"
    DEBIAN_FRONTEND=noninteractive pam-auth-update --package --enable nssmap >/dev/null 2>&1 </dev/null
    grep -qs pam_mkhomedir /etc/pam.d/common-session ||
        fail "pam-auth-update changes nothing here: /etc/pam.d/common-* were edited by hand; add pam_mkhomedir to common-session, then push again"
}

# The profile is that of now with map in it.
put_pam_redhat() {
    has authselect || fail "this host has no authselect; RHEL 8 and later have it"
    chosen=$(authselect current --raw 2>/dev/null) ||
        fail "authselect does not keep nsswitch.conf and PAM here; run authselect select first, then push again"
    [ -e /usr/lib64/security/pam_oddjob_mkhomedir.so ] ||
        fail "install oddjob-mkhomedir first: under SELinux only oddjobd may make homes"
    own=/etc/authselect/custom/nssmap
    case $chosen in
    custom/nssmap*) ;;
    *) authselect create-profile nssmap --base-on "${chosen%% *}" --symlink-meta --symlink-pam >/dev/null 2>&1 </dev/null ||
        fail "authselect cannot make a profile from ${chosen%% *}" ;;
    esac
    with_map <"$own/nsswitch.conf" >"$now/data/nsswitch" || exit 1
    cat "$now/data/nsswitch" >"$own/nsswitch.conf"
    features=with-mkhomedir
    for word in ${chosen#* }; do
        case $word in with-mkhomedir | "${chosen%% *}") ;; *) features="$features $word" ;; esac
    done
    # shellcheck disable=SC2086 # words
    authselect select custom/nssmap $features --force --nobackup >/dev/null 2>&1 </dev/null ||
        fail "authselect cannot select custom/nssmap $features"
}
