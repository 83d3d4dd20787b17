# shellcheck shell=sh
# The original's own file: one UID for all.
. /test-scripts/tap.sh
conf "$virtual"
use_map
mkdir -p /home/virtual
claim "the original's example: sudo su - test -c id" 'uid=15000(virtual) gid=15000(virtual) groups=15000(virtual)' \
    "$(sudo su - test -c id 2>/dev/null)"
start_sshd alice bob
claim 'alice logs in' '/home/virtual/alice' "$(as alice pwd)"
claim 'whoami is who logged in' alice "$(as alice whoami)"
claim 'id' 'uid=15000(alice) gid=15000(virtual) groups=15000(virtual)' "$(as alice id)"
as bob true
claim 'two names, one UID' '15000 15000' "$(id -u alice) $(id -u bob)"
run='setpriv --reuid=15000 --regid=15000 --clear-groups env'
claim 'LOGNAME of somebody without a home is not believed' virtual "$($run LOGNAME=nosuch whoami)"
claim 'LOGNAME=root is not believed' virtual "$($run LOGNAME=root whoami)"
claim 'LOGNAME with a slash is not believed' virtual "$($run LOGNAME=../alice whoami)"
claim 'LOGNAME of the caller says nothing of other UIDs' '' "$($run LOGNAME=alice getent passwd 15001)"
claim 'root is not asked for its LOGNAME' virtual "$(LOGNAME=alice id -un 15000)"

# An earlier source that is down.
sed -i 's/^passwd:.*/passwd: files nosuchsource map/' /etc/nsswitch.conf
claim 'behind a source that is down, map answers' 15000 "$(id -u alice)"
sed -i 's/^passwd:.*/passwd: files nosuchsource [!NOTFOUND=return] map/' /etc/nsswitch.conf
fails 'with [!NOTFOUND=return] a source that is down turns nobody into another user' id -u alice
claim 'and root is still root' 0 "$(id -u root)"
end
