# The sample inventory. "dt hosts [SELECTOR] prints a table"
$ dt -D hosts.d hosts
HOST     ADDRESS   PORT  USER    JUMP         TAGS
web01    -         -     deploy  ops@bastion  linux,rack=r1,web
web02    -         -     deploy  ops@bastion  linux,rack=r1,web
web03    -         -     deploy  ops@bastion  linux,rack=r1,web
web04    -         -     deploy  ops@bastion  linux,rack=r1,web
web05    -         -     deploy  ops@bastion  linux,rack=r2,web
web06    -         -     deploy  ops@bastion  linux,rack=r2,web
web07    -         -     deploy  ops@bastion  linux,rack=r2,web
web08    -         -     deploy  ops@bastion  linux,rack=r2,repair
db1      10.0.0.5  2222  root    ops@bastion  db,linux,prod,rack=r1
db2      10.0.0.6  -     -       ops@bastion  db,linux,rack=r2
bastion  -         22    ops     -            bastion,linux
switch1  -         -     admin   ops@bastion  rack=r1
? 0

# "-v with the file and line that gave each value"
$ dt -D hosts.d hosts -v db1
db1
  host  (hosts.d/20-db.yaml:4:3)
  tags linux  (hosts.d/20-db.yaml:2:10)
  tags db  (hosts.d/20-db.yaml:2:17)
  address 10.0.0.5  (hosts.d/20-db.yaml:5:14)
  port 2222  (hosts.d/20-db.yaml:6:11)
  user root  (hosts.d/20-db.yaml:7:11)
  jump ops@bastion  (hosts.d/20-db.yaml:8:11)
  identity ~/.ssh/db  (hosts.d/20-db.yaml:9:15)
  tags prod  (hosts.d/20-db.yaml:10:12)
  tags rack=r1  (hosts.d/20-db.yaml:10:18)
  vars.slot 7  (hosts.d/20-db.yaml:11:18)
? 0

# "-o json one object a host with the settings a connection would use", named as ssh -G names them
$ dt -D hosts.d -F none hosts -o json db1
{"host":"db1","user":"root","hostname":"10.0.0.5","port":2222,...,"proxyjump":"ops@bastion",..."tags":["db","linux","prod","rack=r1"],"vars":{"slot":"7"}}
? 0
$ dt -D hosts.d hosts -o yaml
! dt: dt hosts prints a table or, with -o json, JSON; not yaml
? 2

# "-D may be repeated"; "A later file adds to an earlier one: tags are united, -old takes one away"
<<< more
web08 spare -repair
extra1 web
>>>
$ dt -D hosts.d -D more hosts web08,extra1
HOST    ADDRESS  PORT  USER    JUMP         TAGS
web08   -        -     deploy  ops@bastion  linux,rack=r2,spare
extra1  -        -     -       -            web
? 0

# "-D PATH, else DTOOLS_DB, else all that exist of ... ~/.config/dt/hosts.d, ~/.dtdb"
$ DTOOLS_DB=hosts.d/20-db.yaml:more dt hosts
HOST    ADDRESS   PORT  USER  JUMP         TAGS
db1     10.0.0.5  2222  root  ops@bastion  db,linux,prod,rack=r1
db2     10.0.0.6  -     -     ops@bastion  db,linux,rack=r2
web08   -         -     -     -            spare
extra1  -         -     -     -            web
? 0
$ DTOOLS_DB=hosts.d dt -D more hosts
HOST    ADDRESS  PORT  USER  JUMP  TAGS
web08   -        -     -     -     spare
extra1  -        -     -     -     web
? 0
<<< .config/dt/hosts.d/10.yaml
hosts:
  mine[1-2]: {tags: [own]}
>>>
<<< .dtdb
old1 own
>>>
$ dt hosts tag:own
HOST   ADDRESS  PORT  USER  JUMP  TAGS
mine1  -        -     -     -     own
mine2  -        -     -     -     own
old1   -        -     -     -     own
? 0

# "an error with file:line:column, exit 2, and nothing runs"
<<< key.yaml
hosts:
  web1:
    prot: 22
>>>
$ dt -D key.yaml all list
! dt: key.yaml:3:5: unknown key "prot"; did you mean port?
? 2
<<< tag.yaml
hosts:
  web1:
    tags: ["linux "]
>>>
$ dt -D tag.yaml all list
! dt: tag.yaml:3:12: tag "linux " ends in a blank; take it out
? 2
<<< port.yaml
hosts:
  web1:
    port: 70000
>>>
$ dt -D port.yaml all list
! dt: port.yaml:3:11: port "70000" is out of range; write 1 to 65535
? 2
<<< twice.yaml
hosts:
  web1: {}
  web1: {}
>>>
$ dt -D twice.yaml all list
! dt: twice.yaml:3:3: host "web1" is named twice, first in line 2; join the two
? 2
$ dt -D nowhere all list
! dt: nowhere: cannot be read: no such file, or a link to nothing
? 2
