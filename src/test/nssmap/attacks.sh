# shellcheck shell=sh
# What mallory can do to alice: under one UID, under one UID behind nssmap-shell, and under distinct UIDs.
# Each attack says "in" where it works. Expected is what the manuals promise, also where that is "in".
. /test-scripts/tap.sh
conf "$virtual"
use_map
start_sshd alice mallory

cat >/usr/local/bin/attack <<'END'
#!/bin/sh
# attack PID NAME..., as mallory: tries each and says NAME=in or NAME=out; PID is a process of alice.
home=/home/virtual/alice
try() {
    case $1 in
    home) cat $home/secret ;;
    write) echo hacked >>$home/secret ;;
    list) ls $home ;;
    sizes) stat $home/secret ;;
    times) touch -c -d 2001-01-01 $home/secret ;;
    modes) chmod a+rx $home ;;
    watch) calls watch 0 $home ;;
    tmp) cat /tmp/alice-secret ;;
    environ) tr '\0' '\n' <"/proc/$victim/environ" | grep ALICE_SECRET ;;
    cwd) cat "/proc/$victim/cwd/secret" ;;
    mem) head -c 1 "/proc/$victim/mem" 2>&1 | grep -q 'Input/output' ;;
    kill) kill -0 "$victim" ;;
    link) ln -sf /etc/group ~/.nssmaprc && id mallory | grep -q root ;;
    setuid) sudo -n true || su -c true </dev/null ;;
    # alice may do anything through sudo.
    right) LOGNAME=alice USER=alice HOME=$home sudo -n true ;;
    name) LOGNAME=alice HOME=$home whoami | grep -qx alice ;;
    shell) LOGNAME=alice HOME=$home nssmap-shell -c 'cat ~/secret' ;;
    *) calls "$1" "$victim" ;;
    esac
}
victim=$1
shift
for name; do
    if (try "$name") >/dev/null 2>&1 </dev/null; then echo "$name=in"; else echo "$name=out"; fi
done
END
chmod 755 /usr/local/bin/attack
printf 'virtual ALL=(ALL) NOPASSWD: /bin/false\nalice ALL=(ALL) NOPASSWD: ALL\n' >/etc/sudoers.d/alice

# as_uid NAME COMMAND...: with the UID of NAME and by no login, as a job of cron.
as_uid() {
    uid=$(id -u "$1")
    shift
    setpriv --reuid="$uid" --regid="$uid" --clear-groups "$@"
}

# A process of alice's, and what she has where all have theirs. Sets victim.
victim() {
    as alice 'umask 077; echo secret >~/secret'
    as_uid alice sh -c 'umask 077; echo secret >/tmp/alice-secret'
    holds "$mode: alice has memory, a queue and a key" as_uid alice calls put
    ssh alice@127.0.0.1 'export ALICE_SECRET=yes; echo $$ >~/pid; exec sleep 600' &
    for _ in $(seq 150); do
        victim=$(cat /home/virtual/alice/pid 2>/dev/null)
        [ "$(cat "/proc/$victim/comm" 2>/dev/null)" != sleep ] || return 0
        sleep 0.2
    done
}

# expect MODE ATTACK=RESULT...: all of them in one login.
expect() {
    mode=$1
    shift
    victim
    # shellcheck disable=SC2046 # words
    as mallory attack "$victim" $(printf '%s\n' "$@" | sed 's/=.*//') >/said
    for pair in "$@"; do
        claim "$mode: ${pair%=*} is ${pair#*=}" "$pair" "$(grep "^${pair%=*}=" /said)"
    done
}

# ends MODE RESULT: whether a signal to all that mallory may send one ends alice's process too.
ends() {
    as mallory 'kill -KILL -1' >/dev/null
    result=out
    # Nobody may have waited for it yet.
    case $(sed -n 's/^State:[[:space:]]*//p' "/proc/$victim/status" 2>/dev/null) in '' | Z*) result=in ;; esac
    claim "$1: a signal to all is $2" "$2" "$result"
    kill "$victim" 2>/dev/null
    wait
    rm -rf /tmp/alice-secret /home/virtual/*
    ipcrm --all
    calls drop
}

# Where Yama is, a process attaches to its children only.
traced=in
[ "$(cat /proc/sys/kernel/yama/ptrace_scope 2>/dev/null || echo 0)" = 0 ] || traced=out

expect shared home=in write=in list=in sizes=in times=in watch=in tmp=in cwd="$traced" environ="$traced" mem="$traced" \
    kill=in link=out setuid=out right=out name=in ptrace="$traced" vm="$traced" descriptor="$traced" compare="$traced" \
    limit=in priority=in priorities=in affinity=in scheduler=in io=in memory=in queue=in keys=in modes=in
ends shared in

conf "$virtual" 'nssmaprc = yes'
as mallory true
claim 'shared, nssmaprc: a link to /etc/group gives no group' 15000 "$(as mallory 'ln -sf /etc/group ~/.nssmaprc; true'; id -G mallory)"
rm -rf /home/virtual/mallory

conf "${virtual%/bin/bash}/usr/bin/nssmap-shell"
expect 'shared + nssmap-shell' home=out write=out list=out sizes=in times=in watch=in tmp=out cwd=out environ=out mem=out \
    kill=out link=out setuid=out right=out name=in shell=out ptrace=out vm=out descriptor=out compare=out \
    limit=out numbers=out priority=out priorities=out affinity=out scheduler=out io=out memory=out queue=out keys=out \
    modes=in
claim 'shared + nssmap-shell: the own home is read and written' hello "$(as mallory 'echo hello >~/mine; cat ~/mine')"
claim 'shared + nssmap-shell: temporary files go to the home' /home/virtual/mallory/tmp "$(as mallory 'dirname $(mktemp)')"
claim 'shared + nssmap-shell: the system is read and executed' yes "$(as mallory 'ls /usr/bin >/dev/null && cat /etc/hostname >/dev/null && python3 -c "print(\"yes\")"')"
claim 'shared + nssmap-shell: scp works' hello "$(echo hello >/tmp/x && scp -q /tmp/x mallory@127.0.0.1:copied && cat /home/virtual/mallory/copied)"
claim 'shared + nssmap-shell: set-uid programs gain nothing' 15000 "$(as mallory 'sudo id -u 2>/dev/null || id -u')"
claim 'shared + nssmap-shell: own limits and priorities can be changed' '7 10' "$(as mallory 'ulimit -n 7; echo $(ulimit -n) $(nice nice)')"
claim 'shared + nssmap-shell: own processes can be debugged' 0 "$(as mallory 'strace -qq -o /dev/null true; echo $?')"
install -d -o 15000 -g 15000 -m 700 /home/virtual/mallory/.ssh
install -o 15000 -g 15000 -m 600 /root/.ssh/id_ed25519 /home/virtual/mallory/.ssh/id_ed25519
claim 'shared + nssmap-shell: an inner ssh' alice "$(as mallory ssh alice@127.0.0.1 whoami)"
claim 'shared + nssmap-shell: a lie about HOME starts no shell' 1 "$(as_uid mallory env LOGNAME=mallory HOME=/home/virtual/alice nssmap-shell -c true 2>/dev/null; echo $?)"
ends 'shared + nssmap-shell' out

conf "$virtual" "$hash" 'require = key' "$roster"
expect hash home=out write=out list=out sizes=out times=out watch=out tmp=out cwd=out environ=out mem=out kill=out link=out \
    setuid=out right=out name=out shell=out ptrace=out vm=out descriptor=out compare=out limit=out priority=out \
    priorities=out affinity=out scheduler=out io=out memory=out queue=out keys=out modes=out
claim 'hash: who has the right has it' 0 "$(as alice sudo -n id -u)"
ends hash out
end
