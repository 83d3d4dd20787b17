# "The same views read OMNI lines from a pipe"; a host that failed makes the status 1
$ dt view group
< okay::dt:ssh:web1:Debian 12
< okay::dt:ssh:web2:Debian 12
< okay::dt:ssh:web3:Debian 11
< fail::dt:ssh:db1:unreachable: connect timed out after 10s
---------------
web[1-2] (2)
---------------
Debian 12
---------------
web3 (1)
---------------
Debian 11
---------------
db1 (1) fail
---------------
unreachable: connect timed out after 10s
? 1
$ dt view host
< okay::dt:ssh:web1:one\ntwo
< fail::dt:ssh:web2:exit 3
okay::dt:ssh:web1:
	one
	two

fail::dt:ssh:web2:
	exit 3

? 1
$ dt view status
< okay::dt:ssh:web1:one\ntwo
< fail::dt:ssh:web2:exit 3
< okay::dt:ssh:web3:
okay:
	web1:one\ntwo
	web3:

fail:
	web2:exit 3

? 1
$ dt view compact
< okay::dt:ssh:web1:fine
< fail::dt:ssh:web2:exit 3
.!

Total:              2 in ...s
Okay:                   1     [ 50%]
Fail:                   1     [ 50%]

Failed errors:
fail::dt:ssh:web2:exit 3

? 1
$ dt view compact

Total:                  0
? 0

# "group --diff as a unified diff of each group against the largest, --normalize masking what always differs"
$ dt view group --diff
< okay::dt:ssh:web1:a\nb\nc
< okay::dt:ssh:web2:a\nb\nc
< okay::dt:ssh:web3:a\nB\nc
---------------
web[1-2] (2)
---------------
a
b
c
---------------
web3 (1)
---------------
--- web[1-2]
+++ web3
@@ -1,3 +1,3 @@
 a
-b
+B
 c
? 0
$ dt view group --normalize number,host
< okay::dt:ssh:web1:web1 has 12 users
< okay::dt:ssh:web2:web2 has 9 users
---------------
web[1-2] (2)
---------------
HOST has N users
? 0

# "Lines that are no OMNI go to stderr"; encoded fields and text are decoded
$ dt view host
< okay:base64:dt:ssh:fe80%3A%3A1:aGVsbG8K
< hello
< okay::dt:ssh
okay::dt:ssh:fe80%3A%3A1:
	hello

! hello
! okay::dt:ssh
? 0

# From a run.
$ dt -D hosts.d tag:web list | dt view group
---------------
web[01-04] (4)
---------------
linux rack=r1 web
---------------
web[05-07] (3)
---------------
linux rack=r2 web
? 0
$ dt -D hosts.d -o group tag:web list
---------------
web[01-04] (4)
---------------
linux rack=r1 web
---------------
web[05-07] (3)
---------------
linux rack=r2 web
? 0
$ dt -D hosts.d -o host tag:db list
okay::dt:list:db1:
	db linux prod rack=r1

okay::dt:list:db2:
	db linux rack=r2

? 0
$ dt -D hosts.d -o status tag:db list
okay:
	db1:db linux prod rack=r1
	db2:db linux rack=r2

? 0
$ dt -D hosts.d -o compact tag:db list
..

Total:              2 in ...s
Okay:                   2     [100%]
Fail:                   0     [  0%]

? 0
$ dt -D hosts.d -o raw tag:db list
db1: db linux prod rack=r1
db2: db linux rack=r2
? 0
$ dt -D hosts.d --encoding base64 db1 list
okay:base64:dt:list:db1:ZGIgbGludXggcHJvZCByYWNrPXIx
? 0
$ dt -D hosts.d --color always db1 list | dt view host
! \0033[32;1mokay\0033[0m::dt:\0033[34;1mlist\0033[0m:\0033[1mdb1\0033[0m:db linux prod rack=r1
? 0
$ dt -D hosts.d -o json db1 list
{"v":1,"run":"...","host":"db1","address":null,"port":null,"user":null,"jump":null,"module":"list","status":"okay","class":"ok","reason":null,"exit":0,"signal":null,"attempt":1,"start":"...","connect_ms":null,"run_ms":...,"reused":null,"stdout":"db linux prod rack=r1","stderr":"","encoding":"utf-8","truncated":false,"bytes":21,"tags":"db linux prod rack=r1"}
? 0

# Wrong words.
$ dt view
! dt: dt view takes one word: host, status, compact or group
? 2
$ dt view groups
! dt: there is no view groups; there are host, status, compact and group
? 2
$ dt view host --diff
! dt: --diff and --normalize compare groups; write dt view group
? 2
$ dt view group --normalize names
! dt: --normalize cannot mask "names": it knows no such word; use some of host,ip,number,time
? 2
$ dt view group -o json
! dt: unknown option -o; dt --help lists the options
? 2
