# shellcheck shell=sh
# What mallory can do to alice: under one UID, under one UID behind nssmap-shell, and under distinct UIDs.
# Each attack says "in" where it works. Expected is what the manuals promise, also where that is "in".
. /test-scripts/tap.sh
conf "$virtual"
use_map
start_sshd alice mallory

cat >/usr/local/bin/attack <<'END'
#!/bin/sh
# attack NAME, as mallory: alice's process is $victim
victim=$(cat /victim 2>/dev/null)
case $1 in
home) cat /home/virtual/alice/secret ;;
write) echo hacked >>/home/virtual/alice/secret ;;
list) ls /home/virtual/alice ;;
tmp) cat /tmp/alice-secret ;;
environ) tr '\0' '\n' <"/proc/$victim/environ" | grep ALICE_SECRET ;;
cwd) cat "/proc/$victim/cwd/secret" ;;
mem) head -c 1 "/proc/$victim/mem" 2>&1 | grep -q 'Input/output' ;;
kill) kill -0 "$victim" ;;
link) ln -s /etc/group ~/.nssmaprc; id mallory | grep -q root ;;
setuid) sudo -n true || su -c true </dev/null ;;
esac
END
chmod 755 /usr/local/bin/attack
echo 'virtual ALL=(ALL) NOPASSWD: /bin/false' >/etc/sudoers.d/none

victim() {
    as alice 'umask 077; echo secret >~/secret; echo secret 2>/dev/null >/tmp/alice-secret; true'
    ssh alice@127.0.0.1 'export ALICE_SECRET=yes; cd; exec sleep 600' &
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        sleep 0.2
        pgrep -n -x sleep >/victim && [ "$(tr '\0' '\n' <"/proc/$(pgrep -n -x sleep)/environ" | grep -c ALICE_SECRET)" = 1 ] && return
        pgrep -x sleep | while read -r pid; do
            grep -qz ALICE_SECRET "/proc/$pid/environ" 2>/dev/null && echo "$pid" >/victim
        done
        [ -s /victim ] && grep -qz ALICE_SECRET "/proc/$(cat /victim)/environ" 2>/dev/null && return
    done
}

# expect MODE ATTACK=RESULT...
expect() {
    mode=$1
    shift
    victim
    for pair in "$@"; do
        result=out
        if as mallory "attack ${pair%=*}" >/tmp/said; then result=in; fi
        claim "$mode: ${pair%=*} is ${pair#*=}" "${pair#*=}" "$result"
    done
    kill "$(cat /victim)"
    wait
    rm -f /tmp/alice-secret /home/virtual/mallory/.nssmaprc
}

expect shared home=in write=in list=in tmp=in environ=in cwd=in kill=in link=out setuid=out

conf "$virtual" 'nssmaprc = yes'
claim 'shared, nssmaprc: a link to /etc/group gives no group' 15000 "$(as mallory 'ln -sf /etc/group ~/.nssmaprc; true'; id -G mallory)"
rm -f /home/virtual/mallory/.nssmaprc

conf "${virtual%/bin/bash}/usr/bin/nssmap-shell"
expect 'shared + nssmap-shell' home=out write=out list=out tmp=out environ=out cwd=out mem=out kill=out link=out setuid=out
claim 'shared + nssmap-shell: the own home is read and written' hello "$(as mallory 'echo hello >~/mine; cat ~/mine')"
claim 'shared + nssmap-shell: temporary files go to the home' /home/virtual/mallory/tmp "$(as mallory 'dirname $(mktemp)')"
claim 'shared + nssmap-shell: the system is read and executed' yes "$(as mallory 'ls /usr/bin >/dev/null && cat /etc/hostname >/dev/null && python3 -c "print(\"yes\")"')"
claim 'shared + nssmap-shell: scp works' hello "$(echo hello >/tmp/x && scp -q /tmp/x mallory@127.0.0.1:copied && cat /home/virtual/mallory/copied)"
claim 'shared + nssmap-shell: set-uid programs gain nothing' 15000 "$(as mallory 'sudo id -u 2>/dev/null || id -u')"
claim 'shared + nssmap-shell: a lie about HOME starts no shell' 1 "$(setpriv --reuid=15000 --regid=15000 --clear-groups env LOGNAME=mallory HOME=/home/virtual/alice nssmap-shell -c true 2>/dev/null; echo $?)"

rm -rf /home/virtual/*
conf "$virtual" "$hash" 'require = key' "$roster"
expect hash home=out write=out list=out tmp=out environ=out cwd=out mem=out kill=out link=out setuid=out
end
