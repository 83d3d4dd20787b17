package dt.completion;

import java.util.stream.Collectors;

/** The completion for fish. */
final class FishScript {
    private static final String TEXT = """
            # fish completion for dt. Made by "dt completion fish"; changed there.

            # What dt knows of the words that were typed, the last one as far as it was.
            function __dt_words
                set -l typed (commandline -opc)
                set -l dt (string replace -r '^~/' "$HOME/" -- $typed[1])
                set -l now (commandline -ct)
                set -l plain (string unescape -- $now; or string unescape -- $now\\'; or string unescape -- $now\\")
                set -l lead
                if string match -qr -- '^--[a-z-]+=' "$plain[1]"
                    set -a typed (string split -m 1 -f 1 = -- "$plain[1]")
                    __dt_at_options; or set lead "$typed[-1]="
                    set plain (string split -m 1 -f 2 = -- "$plain[1]")
                end
                for line in (command $dt completion words -- $typed[2..-1] "$plain[1]" 2>/dev/null </dev/null)
                    switch $line
                        case \\tfiles
                            __fish_complete_path "$plain[1]"
                        case \\tprograms
                            complete -C "command $now"
                        case \\t'*'
                        case '*'
                            printf '%s\\n' "$lead$line"
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
                        case @WORDS@
                            set -q typed[2]; or return 0
                            set -e typed[1]
                        case '--*'
                        case '-*'
                            if string match -qr -- '^-[@NONE@]*[@VALUE@]$' $typed[1]
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
            @OPTIONS@
            """;

    private FishScript() {}

    static String of(Model model) {
        return TEXT.replace("@WORDS@", String.join(" ", model.wordsWithValue()))
                .replace("@NONE@", model.letters(false))
                .replace("@VALUE@", model.letters(true))
                .replace(
                        "@OPTIONS@\n",
                        model.options().stream().map(FishScript::line).collect(Collectors.joining()));
    }

    private static String line(Model.Option option) {
        var text = new StringBuilder("complete -c dt -n __dt_at_options");
        option.letters().forEach(letter -> text.append(" -s ").append(letter));
        option.words().forEach(word -> text.append(" -l ").append(word.substring(2)));
        if (option.isFile()) {
            text.append(" -r -F");
        } else if (!option.literals().isEmpty()) {
            text.append(" -x -a ").append(quoted(String.join(" ", option.literals())));
        } else if (option.takesValue()) {
            text.append(
                    option.value().stream().allMatch(Expected.Kind.ANYTHING::equals) ? " -x" : " -x -a '(__dt_words)'");
        }
        return text.append(" -d ").append(quoted(option.meaning())).append('\n').toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
