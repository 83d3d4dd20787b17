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

conf "$virtual" 'logname = no'
claim 'with logname = no LOGNAME says nothing' virtual "$($run LOGNAME=alice whoami)"
claim 'with logname = no names still have their UID' 15000 "$(id -u alice)"
conf "$virtual"

# An earlier source that is down: its module is not there, its daemon hangs up, or does not answer.
before() {
    for database in passwd group shadow; do
        sed -i "s/^$database:.*/$database: files $*/" /etc/nsswitch.conf
    done
}
for how in 'is not there' 'hangs up' 'is down for now'; do
    source=down
    [ "$how" != 'is not there' ] || source=nosuchsource
    [ "$how" != 'is down for now' ] || : >/down-for-now
    before "$source map"
    claim "behind a source that $how, map answers" 'uid=15000(alice) gid=15000(virtual) groups=15000(virtual)' \
        "$(LOGNAME=alice id alice)"
    claim "behind a source that $how, alice logs in" alice "$(as alice whoami)"
    before "$source [!NOTFOUND=return] map"
    fails "with [!NOTFOUND=return] a source that $how turns nobody into another user" id -u alice
    fails "with [!NOTFOUND=return] and a source that $how nobody who is mapped comes in" as alice true
    claim "and root is still root, with a source that $how" 'uid=0(root) gid=0(root) groups=0(root)' "$(id root)"
done
end
