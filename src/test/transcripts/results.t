# Hosts that are not there: a port where nothing listens.
$ dt -F none -D /dev/null 127.0.0.1:1 ssh date
fail::dt:ssh:127.0.0.1%3A1:unreachable: connection refused by 127.0.0.1 port 1; check that sshd runs there and the port
? 1
$ dt -F none -D /dev/null --exit=zero 127.0.0.1:1 ssh date
fail::dt:ssh:127.0.0.1%3A1:unreachable: connection refused by 127.0.0.1 port 1; check that sshd runs there and the port
? 0
$ dt -F none -D /dev/null -o status 127.0.0.1:1 ssh date
fail:
	127.0.0.1%3A1:unreachable: connection refused by 127.0.0.1 port 1; check that sshd runs there and the port

? 1
$ dt -F none -D /dev/null -o raw 127.0.0.1:1 ssh date
! 127.0.0.1%3A1: unreachable: connection refused by 127.0.0.1 port 1; check that sshd runs there and the port
? 1
$ dt -F none -D /dev/null -v 127.0.0.1:1 ssh date
fail::dt:ssh:127.0.0.1%3A1:unreachable: connection refused by 127.0.0.1 port 1; check that sshd runs there and the port
! dt: 0 okay, 0 failed, 1 unreachable, 0 unknown, 0 skipped in ... ms
? 1
$ dt -D hosts.d -o dir:/proc/none db1 list
! dt: cannot write into /proc/none: there is no such folder; give -o dir: a folder that you may write to
? 2
$ dt -D hosts.d -o dir:results db1 list
? 0
