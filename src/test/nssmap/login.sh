# shellcheck shell=sh
# A host on which nobody was ever created, distinct UIDs, a roster: what dt pushes.
. /test-scripts/tap.sh
conf "$virtual" "$hash" 'require = key' "$roster" 'groups = /etc/nssmap.d/groups/%u'
use_map
start_sshd alice bob
uid=$(getent passwd alice | cut -d: -f3)
mkdir -p /etc/nssmap.d/groups
echo "dba:x:3001:" >>/etc/group
echo 'dba:x:3001:alice' >/etc/nssmap.d/groups/alice
echo 'dba:x:3001:bob,alice
root:x:0:alice' >/etc/nssmap.d/groups/bob
echo '%dba ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/dba

fails 'alice was never created' grep -q alice /etc/passwd
claim 'alice, never created, logs in by key, and her home is made by pam_mkhomedir' "/home/virtual/alice" "$(as alice pwd)"
claim 'the home is hers alone' "$uid $uid 700" "$(stat -c '%u %g %a' /home/virtual/alice)"
claim 'whoami' alice "$(as alice whoami)"
claim 'id' "uid=$uid(alice) gid=$uid(alice) groups=$uid(alice),3001(dba)" "$(as alice id)"
as bob true
claim 'id of another, asked by root' "uid=$(stat -c %u /home/virtual/bob)(bob)" "$(id bob | cut -d' ' -f1)"
claim 'bob is not of the group whose line has gid 0' 3001 "$(id -G bob | cut -d' ' -f2-)"
touch /home/virtual/alice/file && chown "$uid:$uid" /home/virtual/alice/file
claim 'ls -l shows owner and group' 'alice alice' "$(LOGNAME=root ls -l /home/virtual/alice/file | cut -d' ' -f3,4)"
claim 'su -' "alice $uid /home/virtual/alice" "$(su - alice -c 'echo $(whoami) $(id -u) $HOME')"
claim 'sudo -u' "$uid" "$(sudo -u alice id -u)"
claim 'sudo by a group of the groups file' 0 "$(as alice sudo id -u)"
mkdir -p /home/virtual/alice/.ssh && cp /root/.ssh/id_ed25519 /home/virtual/alice/.ssh/ &&
    chown -R "$uid:$uid" /home/virtual/alice/.ssh
claim 'an inner ssh' bob "$(as alice ssh bob@127.0.0.1 whoami)"
claim 'crontab' '@daily true' "$(as alice 'echo "@daily true" | crontab - && crontab -l')"
claim 'the crontab is hers' "$uid" "$(stat -c %u /var/spool/cron/crontabs/alice)"
as alice 'printf "@reboot id -un >~/ran; echo \$HOME >>~/ran\n" | crontab -'
cron
for _ in $(seq 150); do
    [ "$(wc -l <"/home/virtual/alice/ran")" != 2 ] || break
    sleep 0.2
done 2>/dev/null
claim 'a job of cron runs as her, in her home' 'alice /home/virtual/alice' "$(tr '\n' ' ' </home/virtual/alice/ran | sed 's/ $//')"
claim 'what the job wrote is hers' "$uid" "$(stat -c %u /home/virtual/alice/ran)"
claim 'scp' hello "$(echo hello >/tmp/x && scp -q /tmp/x alice@127.0.0.1:copied && cat /home/virtual/alice/copied)"

fails 'getent passwd nosuch' getent passwd nosuch
fails 'a guessed name does not come in' as oracle true
holds 'a guessed name is invalid in the log of sshd' grep -q 'Invalid user oracle' /var/log/sshd.log
fails 'a name of a package does not come in' as postgres true
holds 'a name of a package is invalid in the log' grep -q 'Invalid user postgres' /var/log/sshd.log
fails 'a name of the roster is never invalid' grep -q 'Invalid user alice' /var/log/sshd.log
fails 'a path as a name' getent passwd ../alice

# LOGNAME
claim 'a lie in LOGNAME names nobody else' alice "$(setpriv --reuid="$uid" --regid="$uid" --clear-groups env LOGNAME=bob whoami)"
claim 'a lie in LOGNAME gives no UID of others' bob "$(setpriv --reuid="$uid" --regid="$uid" --clear-groups env LOGNAME=alice id -un "$(id -u bob)")"

# Somebody who sees the host from a user namespace: / and the config are nobody's there.
claim 'in a user namespace' "alice" "$(unshare --user getent passwd alice | cut -d: -f1)"
claim 'NSSMAP_BYPASS=1 shows the host without mapped users' '' "$(NSSMAP_BYPASS=1 getent passwd alice)"
end
