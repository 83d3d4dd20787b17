# shellcheck shell=sh
# Sourced: claims in the Test Anything Protocol, and a host to make them about.
count=0
failed=0

# claim WHAT EXPECTED SAID
claim() {
    count=$((count + 1))
    if [ "$2" = "$3" ]; then
        echo "ok $count - $1"
    else
        failed=$((failed + 1))
        echo "not ok $count - $1"
        printf 'expected: %s\nbut said: %s\n' "$2" "$3" | sed 's/^/# /'
    fi
}

# holds WHAT COMMAND...: the command ends with 0.
holds() {
    what=$1
    shift
    if said=$("$@" 2>&1); then claim "$what" yes yes; else claim "$what" yes "no: $said"; fi
}

# fails WHAT COMMAND...: the command does not.
fails() {
    what=$1
    shift
    if said=$("$@" 2>&1); then claim "$what" no "yes: $said"; else claim "$what" no no; fi
}

end() {
    echo "1..$count"
    exit "$((failed > 0))"
}

# switch on the module: "map" last, as dt pushes it.
use_map() {
    for database in passwd group shadow; do
        sed -i "s/^$database:.*/$database: files map/" /etc/nsswitch.conf
    done
}

conf() {
    printf '%s\n' "$@" >/etc/nssmap.conf.new
    mv /etc/nssmap.conf.new /etc/nssmap.conf
}

virtual='virtual:*:15000:15000:virtual user for nss_map:/home/virtual:/bin/bash'
hash='uids = hash 2000200000-2147352575'
roster='keys = /etc/ssh/authorized_keys/%u'

# A roster with one key, homes by pam_mkhomedir, and an sshd with a log of its own.
start_sshd() {
    echo "127.0.0.1 localhost $(hostname)" >/etc/hosts
    mkdir -p /etc/ssh/authorized_keys /home/virtual /run/sshd /root/.ssh
    ssh-keygen -q -t ed25519 -N '' -f /root/.ssh/id_ed25519
    for name in "$@"; do cp /root/.ssh/id_ed25519.pub "/etc/ssh/authorized_keys/$name"; done
    echo 'session required pam_mkhomedir.so umask=0077' >>/etc/pam.d/sshd
    cat >/etc/ssh/sshd_config <<END
Port 2222
ListenAddress 127.0.0.1
HostKey /etc/ssh/ssh_host_ed25519_key
AuthorizedKeysFile /etc/ssh/authorized_keys/%u
UsePAM yes
PasswordAuthentication no
LogLevel VERBOSE
Subsystem sftp /usr/lib/openssh/sftp-server
END
    [ -f /etc/ssh/ssh_host_ed25519_key ] || ssh-keygen -q -t ed25519 -N '' -f /etc/ssh/ssh_host_ed25519_key
    /usr/sbin/sshd -E /var/log/sshd.log
    printf 'Host *\n Port 2222\n StrictHostKeyChecking no\n UserKnownHostsFile /dev/null\n LogLevel ERROR\n BatchMode yes\n' \
        >/etc/ssh/ssh_config
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        if ssh -o ConnectTimeout=5 -o User=root 127.0.0.1 true 2>&1 | grep -q Permission; then break; fi
        sleep 0.2
    done
}

# as NAME COMMAND: logged in by key.
as() {
    name=$1
    shift
    ssh "$name@127.0.0.1" "$@" 2>&1
}
