# shellcheck shell=sh
# Account tools and packages with system users: the same accounts with the module as without it.
. /test-scripts/tap.sh

cat >/work.sh <<'END'
useradd --system --no-create-home first
useradd second
groupadd third
adduser --quiet --disabled-password --gecos '' alice
adduser --quiet --system --group fourth
usermod --comment changed bob
echo "usermod $?"
apt-get install -q -y --no-install-recommends /debs/*.deb
status=$?
echo 'u fifth - "made by sysusers"' | systemd-sysusers -
echo "sysusers $?"
echo "status $status"
END
printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
chmod 755 /usr/sbin/policy-rc.d

# Without: in a copy of this root.
mkdir /copy
mount -t tmpfs tmpfs /copy
mkdir /copy/upper /copy/work /copy/root
mount -t overlay overlay -o lowerdir=/,upperdir=/copy/upper,workdir=/copy/work /copy/root
mount -t proc proc /copy/root/proc
chroot /copy/root sh /work.sh >/tmp/without.log 2>&1

# With: every name would be mapped that is not the system's.
conf "$virtual" "$hash"
use_map
holds 'before, alice is mapped' getent passwd alice
sh /work.sh >/tmp/with.log 2>&1

claim 'without the module all is installed' 'status 0' "$(tail -1 /tmp/without.log)"
claim 'with the module all is installed' 'status 0' "$(tail -1 /tmp/with.log)"
for tool in usermod sysusers; do
    claim "$tool says the same with the module" "$(grep "$tool" /tmp/without.log)" "$(grep "$tool" /tmp/with.log)"
done
claim 'usermod finds nobody who is mapped' 'usermod 6' "$(grep '^usermod ' /tmp/with.log)"
claim 'sysusers makes a user whose name is mapped' 'sysusers 0' "$(grep '^sysusers ' /tmp/with.log)"
claim '/etc/passwd is the same' "$(cat /copy/root/etc/passwd)" "$(cat /etc/passwd)"
claim '/etc/group is the same' "$(cat /copy/root/etc/group)" "$(cat /etc/group)"
claim 'the names of /etc/shadow are the same' "$(cut -d: -f1 /copy/root/etc/shadow)" "$(cut -d: -f1 /etc/shadow)"
for name in _chrony rtkit tcpdump first second alice fourth fifth; do
    holds "$name is in /etc/passwd" grep -q "^$name:" /etc/passwd
done
claim 'a user created on the host comes before the mapped one' 1002 "$(id -u alice)"
end
