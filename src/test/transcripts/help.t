$ dt -h ssh
dt [options] SELECTOR ssh COMMAND...

  run a command with the login shell of each host

  The words are joined by one space and run by the login shell on the host, as ssh does it.
  Nothing is evaluated here, so put in quotes what the hosts are to evaluate:

    dt tag:web ssh uptime
    dt tag:web ssh 'df -h / | tail -1'
    dt -o group all ssh cat /etc/debian_version
    dt --stdin all ssh 'cat > /tmp/motd' < motd

  A host is okay when its command ends with 0. What the command prints, both streams in
  order, is the text of the line; without any, it is the exit status.
? 0
$ dt help list
dt [options] SELECTOR list [-v]

  list the selected hosts, contacting nobody

  Prints the tags of each host; with -v all that the inventory says of it. It shows what a
  selector selects before anything is run there: dt 'tag:web & !web07' list
  JSON: tags.
? 0
$ dt help hosts
dt hosts [SELECTOR]

  list the hosts; -v with the file and line of each value, -o json with all settings

  Hosts are read from -D, else from the paths in DTOOLS_DB, else from all that exist of
  /etc/dt/hosts.d, ~/.config/dt/hosts.d and ~/.dtdb, else from ~/.ssh/known_hosts.

    dt hosts                     a table; - where ssh_config decides
    dt hosts -v web01            each value with the file, line and column it comes from
    dt hosts -o json tag:web     what a connection would use, named as ssh -G names it

Options:
  -D, --db PATH                 inventory file or folder; may be repeated [DTOOLS_DB, else see dt
                                help hosts]
  -u, --user NAME               login name where neither selector nor inventory gives one
                                [ssh_config, then the local user]
  -F, --ssh-config FILE         read FILE instead of ~/.ssh/config and /etc/ssh/ssh_config
  -O, --ssh-option KEY=VALUE    as ssh -o; may be repeated
  -o, --output FORMAT           omni, json, host, status, compact, group, raw or dir:PATH [omni]
  -v, --verbose                 more on standard error; twice for more
? 0
$ dt help view
dt view host|status|compact|group

  show result lines from standard input, as -o does: dt ... | dt view group

  host      each host with its lines below
  status    the hosts that did well, then those that did not
  compact   a dot or an exclamation mark a host, figures, and what failed
  group     hosts with the same output together

  Lines that are no results go to standard error. The status is 1 when a host failed.
  dthost, dtstatus and dtcompact are names for the first three.

Options:
  --diff                        with -o group: each group as a diff against the largest
  --normalize host,ip,number,time
                                with -o group: mask what always differs before comparing
  -N, --no-color                no colour
  --color auto|always|never     colour; NO_COLOR and DTOOLS_COLORS are honoured [auto: on a
                                terminal]
? 0
$ dt help tag
tag:a,b  tag:a,+b  tag:a,-b

  hosts tagged a or b; a and b; a and not b; left to right, ( ) group.
  * and ? stand for any letters: tag:rack=r*

  dt tag:web,-broken ssh uptime
  dt 'tag:(web,db),+prod' list

dt [options] SELECTOR tag [TAG] [+TAG] [-TAG]

  give tags and take them away; without words, list them

  TAG and +TAG give a tag, -TAG takes it away. What is changed of a host in a file that was written by
  hand is laid over it in 90-managed.yaml; the file stays as it is.
  JSON: file; without words tags.
? 0
$ dt help sssh
! dt: there is no module sssh; did you mean ssh?
? 2
$ dt help all
all

  the whole inventory
? 0
