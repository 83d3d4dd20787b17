package dt.cli;

import dt.module.HostModule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The help texts, made from the tables that the program itself runs by. */
final class Help {
    private static final int INDENT = 32;
    private static final int WIDTH = 100;

    private Help() {}

    /** What {@code dt --help} prints. */
    static String overview(Collection<HostModule> modules, Collection<Verb> verbs, Collection<String> labels) {
        var text = new StringBuilder("""
                dt runs one thing on many hosts at once over ssh and prints one line a host.

                  dt [options] SELECTOR MODULE [ARG...]     dt tag:linux ssh date
                  dt [options] COMMAND [ARG...]             dt hosts tag:web

                """);
        text.append("Modules:\n");
        modules.forEach(m -> entry(text, m.name() + " " + m.usage(), m.summary()));
        text.append("\nCommands:\n");
        verbs.forEach(v -> entry(text, v.name() + " " + v.usage(), v.summary()));
        text.append("\nSelectors: ").append(String.join(" ", labels)).append('\n');
        text.append("  A+B either, A&B or A:B both, !A not, ( ) groups; dt --help LABEL tells more\n");
        text.append("\nOptions, before the selector:\n");
        for (var flag : Flag.ofRuns()) {
            option(text, flag);
        }
        text.append("""

                Exit status: 0 every host okay, 1 some host failed or was not reached, 2 the words were wrong,
                3 something that dt needs here failed, 4 no host matched, 130 Ctrl-C, 143 SIGTERM.
                """);
        return text.toString();
    }

    /** What {@code dt --help MODULE} prints. */
    static String of(HostModule module) {
        var text = "dt [options] SELECTOR " + (module.name() + " " + module.usage()).strip() + "\n\n  "
                + module.summary() + "\n";
        return module.help().isEmpty()
                ? text
                : text + "\n" + module.help().strip().indent(2);
    }

    /** What {@code dt --help COMMAND} prints. */
    static String of(Verb verb) {
        var text = new StringBuilder("dt " + (verb.name() + " " + verb.usage()).strip() + "\n\n  " + verb.summary());
        text.append('\n');
        if (!verb.flags().isEmpty()) {
            text.append("\nOptions:\n");
            verb.flags().forEach(flag -> option(text, flag));
        }
        return text.toString();
    }

    private static void option(StringBuilder text, Flag flag) {
        var names = String.join(", ", flag.names());
        var left = flag.parameter() == null ? names : names + " " + flag.parameter();
        entry(text, left, flag.preset() == null ? flag.meaning() : flag.meaning() + " [" + flag.preset() + "]");
    }

    private static void entry(StringBuilder text, String left, String right) {
        text.append("  ").append(left.strip());
        int column = 2 + left.strip().length();
        if (column > INDENT - 2) {
            text.append('\n');
            column = 0;
        }
        for (var line : folded(right)) {
            text.append(" ".repeat(INDENT - column)).append(line).append('\n');
            column = 0;
        }
    }

    private static List<String> folded(String text) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH - INDENT) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
