# shellcheck shell=sh
# nssmap-shell where the kernel has less than it needs: strace answers the question for Landlock's version as an old
# kernel does, and this one gets what the shell then asks of it. seccomp is left out in the same way.
. /test-scripts/tap.sh
conf "${virtual%/bin/bash}/usr/bin/nssmap-shell"
use_map
mkdir -p /home/virtual/alice /home/virtual/mallory
chown 15000:15000 /home/virtual/alice /home/virtual/mallory
echo secret >/home/virtual/alice/secret

# without_filters WORDS...: the same on a kernel that has Landlock and no seccomp.
without_filters() {
    env LOGNAME=mallory HOME=/home/virtual/mallory setpriv --reuid=15000 --regid=15000 --clear-groups \
        strace -qq -f -o /dev/null -e inject=seccomp:error=EINVAL nssmap-shell "$@" 2>&1
}

# on VERSION WORDS...: as mallory, what nssmap-shell says and does; "none" is a kernel without Landlock.
on() {
    version=retval=$1
    [ "$1" != none ] || version=error=ENOSYS
    shift
    env LOGNAME=mallory HOME=/home/virtual/mallory setpriv --reuid=15000 --regid=15000 --clear-groups \
        strace -qq -f -o /dev/null -e "inject=landlock_create_ruleset:$version:when=1" nssmap-shell "$@" 2>&1
}

for version in none 1 2 3 4 5; do
    has=$version
    [ "$version" != none ] || has=0
    claim "Landlock $version: no shell, and the reason" \
        "nssmap-shell: the kernel has Landlock $has and 6 is needed, Linux 6.12: no login; see nssmap-shell(8)" \
        "$(on "$version" -c 'echo in')"
    fails "Landlock $version: it ends with a failure" on "$version" -c true
    claim "Landlock $version: --best-effort starts the shell and says what that means" \
        "nssmap-shell: the kernel has Landlock $has: others of your UID can do more to you than they should
in" "$(on "$version" --best-effort -c 'echo in')"
done
for version in 1 2 3 4 5; do
    fails "Landlock $version, --best-effort: the files of others stay closed" \
        on "$version" --best-effort -c 'cat /home/virtual/alice/secret'
done
claim 'without Landlock --best-effort closes nothing, as its page says' secret \
    "$(on none --best-effort -c 'cat /home/virtual/alice/secret' | tail -1)"
claim 'Landlock 5, --best-effort: signals to others of the UID stay open, as its page says' open "$(
    setpriv --reuid=15000 --regid=15000 --clear-groups sleep 60 &
    victim=$!
    on 5 --best-effort -c "kill -0 $victim && echo open" | tail -1
    kill "$victim"
)"
claim 'no seccomp: no shell, and the reason' \
    'nssmap-shell: the kernel takes no seccomp filter (Invalid argument): no login; see nssmap-shell(8)' \
    "$(without_filters -c 'echo in')"
claim 'no seccomp: --best-effort starts the shell and says what that means' \
    'nssmap-shell: the kernel takes no seccomp filter: others of your UID can do more to you than they should
in' "$(without_filters --best-effort -c 'echo in')"
echo 'best_effort = yes' >/etc/nssmap-shell.conf
claim 'best_effort = yes in /etc/nssmap-shell.conf is the same' in "$(on 1 -c 'echo in' | tail -1)"
end
