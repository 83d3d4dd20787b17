# bash completion for dt. Made by "dt completion bash"; changed there.

# Takes the line apart as bash does, up to the cursor, and evaluates nothing of it. Sets words (the last one is
# being typed), quote (the one that is open) and kept (what readline leaves standing of the last word).
_dt_split() {
    local line=${COMP_LINE:0:COMP_POINT} i c word= begun=
    words=() quote= kept=
    for ((i = 0; i < ${#line}; i++)); do
        c=${line:i:1}
        if [[ $quote == "'" || $quote == '"' ]]; then
            if [[ $c == "$quote" ]]; then
                quote= kept=$word
            elif [[ $quote == '"' && $c == "\\" && ${line:i+1:1} == [\$\`\"\\] ]]; then
                ((i++))
                word+=${line:i:1}
            else
                word+=$c
            fi
        elif [[ $c == [[:blank:]] ]]; then
            [[ $begun ]] && words+=("$word")
            word= begun= kept=
        else
            begun=1
            case $c in
            "'" | '"') quote=$c kept=$word ;;
            "\\")
                ((i++))
                word+=${line:i:1}
                ;;
            *)
                word+=$c
                [[ $COMP_WORDBREAKS == *"$c"* ]] && kept=$word
                ;;
            esac
        fi
    done
    words+=("$word")
}

# Sets REPLY to the word as it has to be typed within the open quote; false where it cannot be.
_dt_quote() {
    case $quote in
    "'")
        REPLY=$1
        [[ $1 != *"'"* ]]
        ;;
    '"')
        REPLY=${1//"\\"/"\\\\"}
        REPLY=${REPLY//'"'/'\"'}
        REPLY=${REPLY//'$'/'\$'}
        REPLY=${REPLY//'`'/'\`'}
        [[ $1 != *'!'* ]]
        ;;
    *)
        REPLY=$1
        [[ $1 == *[!a-zA-Z0-9_@%+:=,./-]* ]] && printf -v REPLY %q "$1"
        return 0
        ;;
    esac
}

# Offers a whole word, of which readline gets what it does not keep.
_dt_offer() {
    [[ $1 == "$kept"* ]] || return 0
    _dt_quote "${1:${#kept}}" && COMPREPLY+=("$REPLY")
}

# Offers what dt knows; lead stands before it in the same word: --db=
_dt_ask() {
    local dt=$1 lead=$2 line
    shift 2
    [[ $dt == '~/'* ]] && dt=$HOME${dt:1}
    while IFS= read -r line; do
        case $line in
        $'\tfiles')
            compopt -o filenames
            while IFS= read -r line; do
                [[ $lead$line == "$kept"* ]] && line=$lead$line && COMPREPLY+=("${line:${#kept}}")
            done < <(compgen -f -- "${!#}")
            ;;
        $'\tprograms')
            while IFS= read -r line; do
                _dt_offer "$lead$line"
            done < <(compgen -c -- "${!#}" | sort -u)
            ;;
        $'\tmore') compopt -o nospace ;;
        *) _dt_offer "$lead${line%%$'\t'*}" ;;
        esac
    done < <(command "$dt" completion words -- "$@" 2>/dev/null </dev/null)
}

_dt() {
    local words quote kept at word lead= REPLY
    COMPREPLY=()
    _dt_split
    word=${words[${#words[@]} - 1]}
    # The first word that is no option, nor the value of one.
    for ((at = 1; at < ${#words[@]} - 1; at++)); do
        case ${words[at]} in
        --) break ;;
        --db | --fanout | --coproc | --timeout | --command-timeout | --run-timeout | --user | --ssh-config | --ssh-option | --hostkeys | --retry | --batch | --pause | --max-fail | --lock | --secret-env | --output | --encoding | --normalize | --max-output | --color | --exit) ((at++)) ;;
        --*) ;;
        -*) [[ ${words[at]} =~ ^-[piNqvhV]*[DCTuFOo]$ ]] && ((at++)) ;;
        *) break ;;
        esac
    done
    if ((at == ${#words[@]} - 1)) && [[ $word == -* && $word != *=* ]]; then
        for REPLY in -D --db -C --fanout --coproc -T --timeout --command-timeout --run-timeout -u --user -F \
            --ssh-config -O --ssh-option --hostkeys -p --pretend -i --interactive --stdin --retry \
            --batch --pause --max-fail --watchdog --lock --secret-env --no-journal -o --output \
            --encoding --diff --normalize --max-output -N --no-color --color --no-agent --yes --exit \
            -q --quiet -v --verbose --debug -h --help -V --version; do
            [[ $REPLY == "$word"* ]] && _dt_offer "$REPLY"
        done
        return
    fi
    if [[ $word == --*=* ]]; then
        lead=${word%%=*}=
        words[${#words[@]} - 1]=${word%%=*}
        words+=("${word#*=}")
    fi
    _dt_ask "$1" "$lead" "${words[@]:1}"
}

complete -F _dt dt
