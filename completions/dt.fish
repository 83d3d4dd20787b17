# fish completion for dt. Made by "dt completion fish"; changed there.

# What dt knows of the words that were typed, the last one as far as it was.
function __dt_words
    set -l typed (commandline -opc)
    set -l dt (string replace -r '^~/' "$HOME/" -- $typed[1])
    set -l now (commandline -ct)
    set -l plain (string unescape -- $now; or string unescape -- $now\'; or string unescape -- $now\")
    set -l lead
    if string match -qr -- '^--[a-z-]+=' "$plain[1]"
        set -a typed (string split -m 1 -f 1 = -- "$plain[1]")
        __dt_at_options; or set lead "$typed[-1]="
        set plain (string split -m 1 -f 2 = -- "$plain[1]")
    end
    for line in (command $dt completion words -- $typed[2..-1] "$plain[1]" 2>/dev/null </dev/null)
        switch $line
            case \tfiles
                __fish_complete_path "$plain[1]"
            case \tprograms
                complete -C "command $now"
            case \t'*'
            case '*'
                printf '%s\n' "$lead$line"
        end
    end
end

# Whether no selector stands before the cursor, nor an option that wants a value.
function __dt_at_options
    set -l typed (commandline -opc)
    set -e typed[1]
    while set -q typed[1]
        switch $typed[1]
            case --
                return 1
            case --db --fanout --coproc --timeout --command-timeout --run-timeout --user --ssh-config --ssh-option --hostkeys --retry --batch --pause --max-fail --lock --secret-env --output --encoding --normalize --max-output --color --exit
                set -q typed[2]; or return 0
                set -e typed[1]
            case '--*'
            case '-*'
                if string match -qr -- '^-[piNqvhV]*[DCTuFOo]$' $typed[1]
                    set -q typed[2]; or return 0
                    set -e typed[1]
                end
            case '*'
                return 1
        end
        set -e typed[1]
    end
end

complete -c dt -f
complete -c dt -k -a '(__dt_words)'
complete -c dt -n __dt_at_options -s D -l db -r -F -d 'inventory file or folder; may be repeated'
complete -c dt -n __dt_at_options -s C -l fanout -l coproc -x -d 'at most N hosts at once, as a sliding window'
complete -c dt -n __dt_at_options -s T -l timeout -x -d 'limit for TCP connect, banner, key exchange and login together'
complete -c dt -n __dt_at_options -l command-timeout -x -d 'limit for the command on one host'
complete -c dt -n __dt_at_options -l run-timeout -x -d 'limit for the whole run'
complete -c dt -n __dt_at_options -s u -l user -x -d 'login name where neither selector nor inventory gives one'
complete -c dt -n __dt_at_options -s F -l ssh-config -r -F -d 'read FILE instead of ~/.ssh/config and /etc/ssh/ssh_config'
complete -c dt -n __dt_at_options -s O -l ssh-option -x -a 'AddKeysToAgent= AddressFamily= BatchMode= CASignatureAlgorithms= CanonicalizeHostname= CertificateFile= CheckHostIP= Ciphers= Compression= ConnectTimeout= GlobalKnownHostsFile= HashKnownHosts= HostKeyAlgorithms= HostKeyAlias= HostName= IdentitiesOnly= IdentityAgent= IdentityFile= KbdInteractiveAuthentication= KexAlgorithms= MACs= NumberOfPasswordPrompts= PasswordAuthentication= Port= PreferredAuthentications= ProxyCommand= ProxyJump= PubkeyAcceptedAlgorithms= PubkeyAuthentication= RequestTTY= RevokedHostKeys= SendEnv= ServerAliveCountMax= ServerAliveInterval= SetEnv= StrictHostKeyChecking= UpdateHostKeys= User= UserKnownHostsFile= VerifyHostKeyDNS=' -d 'as ssh -o; may be repeated'
complete -c dt -n __dt_at_options -l hostkeys -x -a 'strict accept-new' -d 'what to do with a host key that known_hosts lacks'
complete -c dt -n __dt_at_options -s p -l pretend -d 'print what would run on which host; open no connection'
complete -c dt -n __dt_at_options -s i -l interactive -d 'one host after another, each with your terminal; Ctrl-C goes to the host, and begins no more'
complete -c dt -n __dt_at_options -l stdin -d 'send standard input to the command on every host'
complete -c dt -n __dt_at_options -l retry -x -d 'try N times more to reach a host; never repeats a command'
complete -c dt -n __dt_at_options -l batch -x -d 'run in steps of so many hosts; the last size is repeated'
complete -c dt -n __dt_at_options -l pause -x -a 'ask' -d 'between two batches: wait, or ask at the terminal whether to go on'
complete -c dt -n __dt_at_options -l max-fail -x -d 'start no more hosts once N, or P% of those that finished, failed or were not reached'
complete -c dt -n __dt_at_options -l watchdog -d 'the commands on the hosts also end when dt or its agent dies'
complete -c dt -n __dt_at_options -l lock -x -d 'end with status 3 if another run with this NAME goes on'
complete -c dt -n __dt_at_options -l secret-env -x -a '(__dt_words)' -d 'print *** for the value of the variable NAME; may be repeated'
complete -c dt -n __dt_at_options -l no-journal -d 'do not remember this run'
complete -c dt -n __dt_at_options -s o -l output -x -a 'omni json host status compact group raw dir:' -d 'omni, json, host, status, compact, group, raw or dir:PATH'
complete -c dt -n __dt_at_options -l encoding -x -a 'base64' -d 'print the exact bytes of each host\'s output'
complete -c dt -n __dt_at_options -l diff -d 'with -o group: each group as a diff against the largest'
complete -c dt -n __dt_at_options -l normalize -x -a '(__dt_words)' -d 'with -o group: mask what always differs before comparing'
complete -c dt -n __dt_at_options -l max-output -x -d 'keep at most so much of one host\'s output'
complete -c dt -n __dt_at_options -s N -l no-color -d 'no colour'
complete -c dt -n __dt_at_options -l color -x -a 'auto always never' -d 'colour; NO_COLOR and DTOOLS_COLORS are honoured'
complete -c dt -n __dt_at_options -l no-agent -d 'do everything in this process'
complete -c dt -n __dt_at_options -l yes -d 'do not ask: before a run on more hosts than confirm_above, or to store host keys'
complete -c dt -n __dt_at_options -l exit -x -a 'zero' -d 'end with 0 whatever became of the hosts'
complete -c dt -n __dt_at_options -s q -l quiet -d 'less on standard error'
complete -c dt -n __dt_at_options -s v -l verbose -d 'more on standard error; twice for more'
complete -c dt -n __dt_at_options -l debug -d 'stack traces of bugs, for a report'
complete -c dt -n __dt_at_options -s h -l help -d 'help on dt, or on the module, command or selector label that follows'
complete -c dt -n __dt_at_options -s V -l version -d 'print the version'
