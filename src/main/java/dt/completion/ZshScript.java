package dt.completion;

import java.util.stream.Collectors;

/** The completion for zsh, a function of the name {@code _dt}. */
final class ZshScript {
    private static final String TEXT = """
            #compdef dt
            # zsh completion for dt. Made by "dt completion zsh"; changed there.

            # Offers what dt knows of the words that were typed, the last one as far as it was.
            _dt_ask() {
                local dt=${(Q)words[1]} line tab=$'\\t'
                local -a whole wholes begun begins
                [[ $dt == '~/'* ]] && dt=$HOME${dt#'~'}
                for line in "${(@f)$(command $dt completion words -- "$@" 2>/dev/null </dev/null)}"; do
                    case $line in
                    '' | ${tab}more) ;;
                    ${tab}files) _files ;;
                    ${tab}programs) _command_names -e ;;
                    *)
                        if [[ ${line%%$tab*} == *[:=,@/] ]]; then
                            begun+=("${line%%$tab*}") begins+=("${line/$tab/  -- }")
                        else
                            whole+=("${line%%$tab*}") wholes+=("${line/$tab/  -- }")
                        fi
                        ;;
                    esac
                done
                (( $#whole )) && compadd -l -d wholes -a -- whole
                (( $#begun )) && compadd -l -S '' -d begins -a -- begun
            }

            _dt() {
                local context state state_descr line
                typeset -A opt_args
                local -a typed=("${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}")
                local dt=$words[1]
                _arguments -s -S -A '-*' : \\
            @OPTIONS@
                    '*:: :->ask' && return 0
                words[1]=$dt
                [[ $state == ask ]] || return 1
                # The value of --name=value is asked for by itself.
                [[ -n $IPREFIX && $typed[-1] == --*=* ]] && typed[-1]=("${typed[-1]%%=*}" "${typed[-1]#*=}")
                _dt_ask "$typed[@]"
            }

            _dt "$@"
            """;

    private ZshScript() {}

    static String of(Model model) {
        return TEXT.replace(
                "@OPTIONS@\n", model.options().stream().map(ZshScript::spec).collect(Collectors.joining()));
    }

    private static String spec(Model.Option option) {
        var names = option.names().stream()
                .map(n -> !option.takesValue() ? n : n.startsWith("--") ? n + "=" : n + "+")
                .toList();
        var group = option.repeats() ? "*" : "(" + String.join(" ", option.names()) + ")";
        var value = "";
        if (option.takesValue()) {
            value = ":" + escaped(option.parameter()) + ":" + action(option);
        }
        var text = quoted("[" + escaped(option.meaning()) + "]" + value);
        var spelt = names.size() == 1
                ? quoted(group.equals("*") ? group + names.getFirst() : names.getFirst())
                : quoted(group) + "{" + String.join(",", names) + "}";
        return "        " + spelt + text + " \\\n";
    }

    private static String action(Model.Option option) {
        if (option.isFile()) {
            return "_files";
        }
        if (!option.literals().isEmpty()) {
            return "("
                    + String.join(
                            " ",
                            option.literals().stream().map(ZshScript::escaped).toList()) + ")";
        }
        return option.value().stream().allMatch(Expected.Kind.ANYTHING::equals) ? " " : "->ask";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(":", "\\:")
                .replace("[", "\\[")
                .replace("]", "\\]");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
