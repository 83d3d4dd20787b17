# "Settings file: ~/.config/dt/config.yaml; every option has a key of the same name; unknown keys are errors"
<<< .config/dt/config.yaml
db: hosts.d
fanout: 1
coproc: 1
timeout: 5
user: root
output: host
color: never
>>>
$ dt db1 list
okay::dt:list:db1:
	db linux prod rack=r1

? 0
$ dt -o omni db1 list
okay::dt:list:db1:db linux prod rack=r1
? 0

# How results are shown is no business of a command.
$ dt hosts db1
HOST  ADDRESS   PORT  USER  JUMP         TAGS
db1   10.0.0.5  2222  root  ops@bastion  db,linux,prod,rack=r1
? 0

<<< .config/dt/config.yaml
fanuot: 3
>>>
$ dt -D hosts.d db1 list
! dt: $HOME/.config/dt/config.yaml:1:1: unknown setting fanuot; did you mean fanout?
? 2
<<< .config/dt/config.yaml
- fanout
>>>
$ dt -D hosts.d db1 list
! dt: $HOME/.config/dt/config.yaml:1:1: settings have keys and values; write name: value
? 2
<<< .config/dt/config.yaml
fanout: many
>>>
$ dt -D hosts.d db1 list
! dt: --fanout takes a whole number from 1 up, not "many"
? 2
<<< .config/dt/config.yaml
pretend: true
db: [hosts.d]
>>>
$ dt db1 ssh date
info::dt:ssh:db1:date
? 0

# An option without a value is one of yes and no, in any word that YAML has for them.
<<< .config/dt/config.yaml
pretend: no
yes: off
no-journal: False
>>>
$ dt -D hosts.d db1 list
okay::dt:list:db1:db linux prod rack=r1
? 0
<<< .config/dt/config.yaml
pretend: On
>>>
$ dt -D hosts.d db1 ssh date
info::dt:ssh:db1:date
? 0
<<< .config/dt/config.yaml
pretend: perhaps
>>>
$ dt -D hosts.d db1 ssh date
! dt: $HOME/.config/dt/config.yaml:1:1: pretend is true or false
? 2
<<< .config/dt/config.yaml
yes:
>>>
$ dt -D hosts.d db1 ssh date
! dt: $HOME/.config/dt/config.yaml:1:1: yes is true or false
? 2

# "--yes: do not ask before a run on more hosts than confirm_above"
<<< .config/dt/config.yaml
confirm_above: 2
>>>
$ dt -D hosts.d all list
! dt: not run: 12 hosts are more than confirm_above (2); answer y, or add --yes
? 2
$ dt -D hosts.d --yes -o status 'web*' list
okay:
	web01:linux rack=r1 web
	web02:linux rack=r1 web
	web03:linux rack=r1 web
	web04:linux rack=r1 web
	web05:linux rack=r2 web
	web06:linux rack=r2 web
	web07:linux rack=r2 web
	web08:linux rack=r2 repair

? 0
$ dt -D hosts.d tag:db list
okay::dt:list:db1:db linux prod rack=r1
okay::dt:list:db2:db linux rack=r2
? 0

# XDG_CONFIG_HOME names another folder.
<<< other/dt/config.yaml
output: compact
>>>
$ XDG_CONFIG_HOME=nowhere dt -D hosts.d tag:db list
okay::dt:list:db1:db linux prod rack=r1
okay::dt:list:db2:db linux rack=r2
? 0

$ XDG_CONFIG_HOME=$HOME/other dt -D hosts.d tag:db list
..

Total:              2 in ...s
Okay:                   2     [100%]
Fail:                   0     [  0%]

? 0

# "Environment: DTOOLS_DB, DTOOLS_USER, DTOOLS_OMNI=legacy, NO_COLOR, DTOOLS_COLORS"
$ DTOOLS_DB=hosts.d dt db1 list
okay::dt:list:db1:db linux prod rack=r1
? 0
$ DTOOLS_USER=ann dt -D hosts.d -F none hosts -o json web01
{"host":"web01","user":"deploy","hostname":"web01","port":22,...,"proxyjump":"ops@bastion",..."tags":["linux","rack=r1","web"],"vars":{}}
? 0
$ DTOOLS_USER=ann dt -D hosts.d -F none hosts -o json db2
{"host":"db2","user":"ann","hostname":"10.0.0.6","port":22,...,"proxyjump":"ops@bastion",..."tags":["db","linux","rack=r2"],"vars":{"slot":"8"}}
? 0
$ DTOOLS_USER=ann dt -D hosts.d -F none -u bob hosts -o json db2
{"host":"db2","user":"bob","hostname":"10.0.0.6","port":22,...,"proxyjump":"ops@bastion",..."tags":["db","linux","rack=r2"],"vars":{"slot":"8"}}
? 0

# "DTOOLS_OMNI=legacy: the original's escape rule (backslash not escaped)"
<<< odd.yaml
hosts:
  web1: {tags: ['a\b']}
>>>
$ dt -D odd.yaml all list
okay::dt:list:web1:a\\b
? 0
$ DTOOLS_OMNI=legacy dt -D odd.yaml all list
okay::dt:list:web1:a\b
? 0

# "NO_COLOR is honoured", and DTOOLS_COLORS; who types --color always wins.
$ dt -D hosts.d --color always db1 list | dt view status
! \0033[32;1mokay\0033[0m::dt:\0033[34;1mlist\0033[0m:\0033[1mdb1\0033[0m:db linux prod rack=r1
? 0
$ NO_COLOR=1 dt -D hosts.d db1 list
okay::dt:list:db1:db linux prod rack=r1
? 0
$ DTOOLS_COLORS=G=32m dt -D hosts.d --color always db1 list
! dt: DTOOLS_COLORS has "G=32m": that is no colour; write a letter of BGHNR and its numbers, such as G=32;1:R=31
? 2
$ DTOOLS_COLORS=G=32m dt -D hosts.d db1 list
okay::dt:list:db1:db linux prod rack=r1
? 0
