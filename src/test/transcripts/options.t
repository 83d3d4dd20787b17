# "Options end at the first word that is not one; everything after MODULE belongs to the module"
$ dt -D hosts.d -p db1 ssh ls -a --color
info::dt:ssh:db1:ls -a --color
? 0

# "-p, --pretend: print what would run on which host; open no connection"
$ dt -D hosts.d --pretend tag:db ssh 'echo "a b"; date'
info::dt:ssh:db1:echo "a b"; date
info::dt:ssh:db2:echo "a b"; date
? 0
$ dt -D hosts.d -p db1 list
info::dt:list:db1:db linux prod rack=r1
? 0

# Each option, letter and long.
$ dt -D hosts.d -C 1 tag:db list
okay::dt:list:db1:db linux prod rack=r1
okay::dt:list:db2:db linux rack=r2
? 0
$ dt --db hosts.d --fanout 1 tag:db list
okay::dt:list:db1:db linux prod rack=r1
okay::dt:list:db2:db linux rack=r2
? 0
$ dt --db=hosts.d --coproc=1 tag:db list
okay::dt:list:db1:db linux prod rack=r1
okay::dt:list:db2:db linux rack=r2
? 0
$ dt -Dhosts.d -C1 db1 list
okay::dt:list:db1:db linux prod rack=r1
? 0
$ dt -D hosts.d -T 5 --command-timeout 3 --run-timeout 60 db1 list
okay::dt:list:db1:db linux prod rack=r1
? 0
$ dt -D hosts.d -u root db1 list
okay::dt:list:db1:db linux prod rack=r1
? 0
$ dt -D hosts.d --user root db1 list
okay::dt:list:db1:db linux prod rack=r1
? 0
$ dt -D hosts.d -F none -O Port=2200 db1 list
okay::dt:list:db1:db linux prod rack=r1
? 0
$ dt -D hosts.d --ssh-config none --ssh-option Port=2200 db1 list
okay::dt:list:db1:db linux prod rack=r1
? 0
$ dt -D hosts.d -N --color never --hostkeys strict --no-agent --yes -q db1 list
okay::dt:list:db1:db linux prod rack=r1
? 0
$ dt -D hosts.d -i tag:db list
okay::dt:list:db1:db linux prod rack=r1
okay::dt:list:db2:db linux rack=r2
? 0
$ dt -D hosts.d -v db1 list
okay::dt:list:db1:db linux prod rack=r1
! dt: 1 okay, 0 failed, 0 unreachable, 0 unknown, 0 skipped in ... ms
? 0

# "--exit=zero gives the original's behaviour", see results.t; -D twice, options behind a command.
$ dt -D hosts.d/20-db.yaml -D hosts.d/30-edge hosts tag:linux
HOST     ADDRESS   PORT  USER  JUMP         TAGS
db1      10.0.0.5  2222  root  ops@bastion  db,linux,prod,rack=r1
db2      10.0.0.6  -     -     ops@bastion  db,linux,rack=r2
bastion  -         22    ops   -            bastion,linux
? 0
$ dt hosts -D hosts.d/20-db.yaml db1
HOST  ADDRESS   PORT  USER  JUMP         TAGS
db1   10.0.0.5  2222  root  ops@bastion  db,linux,prod,rack=r1
? 0

# Words that an option does not take.
$ dt --fanuot 3 all list
! dt: unknown option --fanuot; did you mean --fanout?
? 2
$ dt -D hosts.d -C 0 all list
! dt: --fanout takes a whole number from 1 up, not "0"
? 2
$ dt -D hosts.d -C many all list
! dt: --fanout takes a whole number from 1 up, not "many"
? 2
$ dt -D hosts.d -T soon all list
! dt: --timeout takes seconds, such as 10 or 0.5, not "soon"
? 2
$ dt -D hosts.d -T 0 all ssh date
! dt: --timeout takes more than 0 seconds; leave it out for no limit
? 2
$ dt -D hosts.d --command-timeout x all list
! dt: --command-timeout takes seconds, such as 10 or 0.5, not "x"
? 2
$ dt -D hosts.d --run-timeout x all list
! dt: --run-timeout takes seconds, such as 10 or 0.5, not "x"
? 2
$ dt -D hosts.d --max-output big all list
! dt: --max-output takes a size, such as 500k or 64M, not "big"
? 2
$ dt -D hosts.d --max-output 999999999999999G db1 list
okay::dt:list:db1:db linux prod rack=r1
? 0
$ dt -D hosts.d --hostkeys maybe all ssh date
! dt: --hostkeys takes strict or accept-new, not "maybe"
? 2
$ dt -D hosts.d -o jsno all list
! dt: there is no output format jsno; did you mean json?
? 2
$ dt -D hosts.d -o dir: all list
! dt: there is no output format dir:; there are omni json host status compact group raw dir:PATH
? 2
$ dt -D hosts.d --color sometimes all list
! dt: --color cannot be "sometimes": there is no such mode; use auto, always or never
? 2
$ dt -D hosts.d --encoding rot13 all list
! dt: --encoding takes base64, not "rot13"
? 2
$ dt -D hosts.d --exit one all list
! dt: --exit takes zero, not "one"
? 2
$ dt -D hosts.d --diff all list
! dt: --diff and --normalize compare groups; add -o group
? 2
$ dt -D hosts.d -F nowhere db1 ssh date
! dt: nowhere: cannot be read: no such file; name another file, or none
? 2
$ dt -D
! dt: --db needs a value: --db PATH
? 2
$ dt -C
! dt: --fanout needs a value: --fanout N
? 2

# The other words.
$ dt
! dt: nothing to do: no selector and no command; dt --help shows what there is
? 2
$ dt -D hosts.d
! dt: nothing to do: no selector and no command; dt --help shows what there is
? 2
$ dt -D hosts.d tag:web
! dt: what to do on tag:web is missing; write a module behind it, such as ssh COMMAND
? 2
$ dt -D hosts.d tag:web -o json ssh date
! dt: -o stands behind the selector; options go before it, as in: dt -o ... tag:web ssh date
? 2
$ dt -D hosts.d tag:web shh date
! dt: there is no module shh; did you mean ssh?
? 2
$ dt -D hosts.d tag:web ssh
! dt: ssh has no command to run: nothing was given after it; name one, as in: dt all ssh uptime
? 2
$ dt -D hosts.d tag:web list all
! dt: list does not know "all": it takes no word but -v; put what chooses the hosts before the module
? 2

# "Reserved first words (commands)": a host that is called like one of them is written sys:web
<<< words
web words
hosts words
>>>
$ dt -D words sys:web list
okay::dt:list:web:words
? 0
$ dt -D words sys:hosts,web list
okay::dt:list:web:words
okay::dt:list:hosts:words
? 0
$ dt modules ssh
! dt: dt modules takes no words; dt help ssh tells of one module
? 2
$ dt version
dt ...
? 0
$ dt -V
dt ...
? 0
$ dt --version
dt ...
? 0
