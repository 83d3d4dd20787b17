# The module list shows what a selector selects, in inventory order.
$ dt -D hosts.d all list
okay::dt:list:web01:linux rack=r1 web
okay::dt:list:web02:linux rack=r1 web
okay::dt:list:web03:linux rack=r1 web
okay::dt:list:web04:linux rack=r1 web
okay::dt:list:web05:linux rack=r2 web
okay::dt:list:web06:linux rack=r2 web
okay::dt:list:web07:linux rack=r2 web
okay::dt:list:web08:linux rack=r2 repair
okay::dt:list:db1:db linux prod rack=r1
okay::dt:list:db2:db linux rack=r2
okay::dt:list:bastion:bastion linux
okay::dt:list:switch1:rack=r1
? 0
$ dt -D hosts.d tag:prod list -v
okay::dt:list:db1:address=10.0.0.5 port=2222 user=root jump=ops@bastion identity=~/.ssh/db tags=db,linux,prod,rack=r1 var.slot=7
? 0

# "tag:a,b / tag:a,+b / tag:a,-b: tagged a or b / a and b / a and not b"
$ dt -D hosts.d hosts tag:bastion,prod
HOST     ADDRESS   PORT  USER  JUMP         TAGS
db1      10.0.0.5  2222  root  ops@bastion  db,linux,prod,rack=r1
bastion  -         22    ops   -            bastion,linux
? 0
$ dt -D hosts.d hosts tag:web,+rack=r2
HOST   ADDRESS  PORT  USER    JUMP         TAGS
web05  -        -     deploy  ops@bastion  linux,rack=r2,web
web06  -        -     deploy  ops@bastion  linux,rack=r2,web
web07  -        -     deploy  ops@bastion  linux,rack=r2,web
? 0
$ dt -D hosts.d hosts tag:db,-prod
HOST  ADDRESS   PORT  USER  JUMP         TAGS
db2   10.0.0.6  -     -     ops@bastion  db,linux,rack=r2
? 0
$ dt -D hosts.d hosts 'tag:rack=r*,-web,-db'
HOST     ADDRESS  PORT  USER    JUMP         TAGS
web08    -        -     deploy  ops@bastion  linux,rack=r2,repair
switch1  -        -     admin   ops@bastion  rack=r1
? 0
$ dt -D hosts.d hosts 'exp:web0[12]'
HOST   ADDRESS  PORT  USER    JUMP         TAGS
web01  -        -     deploy  ops@bastion  linux,rack=r1,web
web02  -        -     deploy  ops@bastion  linux,rack=r1,web
? 0
$ dt -D hosts.d hosts 'exp:/admin@sw|db2/'
HOST     ADDRESS   PORT  USER   JUMP         TAGS
db2      10.0.0.6  -     -      ops@bastion  db,linux,rack=r2
switch1  -         -     admin  ops@bastion  rack=r1
? 0
$ dt -D hosts.d hosts 'sys:web[01-02],db1'
HOST   ADDRESS   PORT  USER    JUMP         TAGS
web01  -         -     deploy  ops@bastion  linux,rack=r1,web
web02  -         -     deploy  ops@bastion  linux,rack=r1,web
db1    10.0.0.5  2222  root    ops@bastion  db,linux,prod,rack=r1
? 0
$ dt -D hosts.d hosts 'db*'
HOST  ADDRESS   PORT  USER  JUMP         TAGS
db1   10.0.0.5  2222  root  ops@bastion  db,linux,prod,rack=r1
db2   10.0.0.6  -     -     ops@bastion  db,linux,rack=r2
? 0
$ dt -D hosts.d hosts 'not:tag:linux'
HOST     ADDRESS  PORT  USER   JUMP         TAGS
switch1  -        -     admin  ops@bastion  rack=r1
? 0
$ dt -D hosts.d hosts '!tag:linux'
HOST     ADDRESS  PORT  USER   JUMP         TAGS
switch1  -        -     admin  ops@bastion  rack=r1
? 0
$ dt -D hosts.d hosts 'tag:web:exp:web0[6-9]'
HOST   ADDRESS  PORT  USER    JUMP         TAGS
web06  -        -     deploy  ops@bastion  linux,rack=r2,web
web07  -        -     deploy  ops@bastion  linux,rack=r2,web
? 0
$ dt -D hosts.d hosts '(tag:repair + tag:db) & !db1'
HOST   ADDRESS   PORT  USER    JUMP         TAGS
web08  -         -     deploy  ops@bastion  linux,rack=r2,repair
db2    10.0.0.6  -     -       ops@bastion  db,linux,rack=r2
? 0

# "a plain name that the inventory lacks is taken as an address [user@]host[:port]"
$ dt -D hosts.d hosts ops@10.9.8.7:2222
HOST               ADDRESS  PORT  USER  JUMP  TAGS
ops@10.9.8.7:2222  -        2222  ops   -
? 0

# "out: hosts from standard input, one a line, tags behind them"
$ dt -D hosts.d out list
< db1
< new1 fresh green
okay::dt:list:db1:db linux prod rack=r1
okay::dt:list:new1:fresh green
? 0

# "nil: none"
$ dt -D hosts.d nil list
! dt: no host matches nil; dt hosts lists them
? 4

# "An unknown label, a bad range, an unclosed bracket, an empty item: exit 2 with a caret under the place"
$ dt -D hosts.d tga:web list
! dt: there is no label tga; did you mean tag?
!     tga:web
!     ^
? 2
$ dt -D hosts.d web[3-1] list
! dt: the range runs backwards; write 1-3
!     web[3-1]
!         ^
? 2
$ dt -D hosts.d 'tag:(web' list
! dt: this ( is not closed; add a )
!     tag:(web
!         ^
? 2
$ dt -D hosts.d 'db1,,db2' list
! dt: a host is missing here
!     db1,,db2
!         ^
? 2
$ dt -D hosts.d '(tag:web' list
! dt: this ( is not closed; add a )
!     (tag:web
!     ^
? 2
$ dt -D hosts.d 'exp:web(' list
! dt: the expression is wrong: Unclosed group
!     exp:web(
!             ^
? 2

# "No match: dt: no host matches ..., exit 4"
$ dt -D hosts.d tag:linx list
! dt: no host matches tag:linx; did you mean tag:linux?
? 4
$ dt -D hosts.d hosts tag:linx
! dt: no host matches tag:linx; did you mean tag:linux?
? 4
$ dt -D hosts.d tag:purple list
! dt: no host matches tag:purple; dt hosts lists them
? 4
