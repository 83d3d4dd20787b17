package dt.cli;

import static java.util.stream.Collectors.joining;

import dt.module.HostModule;
import dt.selector.Label;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The help texts, made from the tables that the program itself runs by. */
final class Help {
    private static final int INDENT = 32;
    private static final int WIDTH = 100;

    private static final String END = """

            Each option has a key of its name in ~/.config/dt/config.yaml, such as fanout: 32.
            dt help WORD tells more of a module, a command or a selector.

            Exit status: 0 every host okay, 1 some host failed or was not reached, 2 the words were wrong,
            3 something that dt needs here failed, 4 no host matched, 5 stopped by --max-fail, 130 Ctrl-C,
            143 SIGTERM, 70 a bug.
            """;

    private Help() {}

    /** What {@code dt --help} prints. */
    static String overview(Collection<HostModule> modules, Collection<Verb> verbs) {
        var text = new StringBuilder("""
                dt runs one thing on many hosts at once over ssh and prints one line a host.

                  dt [options] SELECTOR MODULE [ARG...]
                  dt [options] COMMAND [ARG...]

                To begin with:
                  dt demo                       try it on eight hosts that live in this process
                  dt web1,web2 ssh uptime       run a command on two hosts
                  dt hosts                      see which hosts dt knows, and their tags
                  dt tag:linux ssh date         run a command on every host that has a tag
                  dt -p tag:linux ssh reboot    see what would run where, connecting to nobody

                Modules, which say what is done on each host:
                """);
        text.append(list(modules)).append("\nCommands:\n");
        verbs.forEach(v -> entry(text, v.name() + " " + v.usage(), v.summary()));
        text.append("\nSelectors, which say the hosts:\n");
        for (var label : Label.values()) {
            entry(
                    text,
                    label.usage(),
                    label.help().lines().takeWhile(line -> !line.isEmpty()).collect(joining(" ")));
        }
        entry(
                text,
                "A+B  A&B  !A  ( )",
                "either; both, also A:B; not. To be quoted: a shell takes some of these signs for its own");
        text.append("\nOptions, before the selector:\n");
        for (var flag : Flag.ofRuns()) {
            option(text, flag);
        }
        return text.append(END).toString();
    }

    /** The modules, one a line where that is wide enough. */
    static String list(Collection<HostModule> modules) {
        var text = new StringBuilder();
        modules.forEach(m -> entry(text, m.name() + " " + m.usage(), m.summary()));
        return text.toString();
    }

    /** What {@code dt --help LABEL} prints. */
    static String of(Label label) {
        return label.usage() + "\n\n" + label.help().indent(2);
    }

    /** What {@code dt --help MODULE} prints. */
    static String of(HostModule module) {
        return "dt [options] SELECTOR " + (module.name() + " " + module.usage()).strip() + "\n\n  " + module.summary()
                + "\n" + paragraph(module.details());
    }

    /** What {@code dt --help COMMAND} prints. */
    static String of(Verb verb) {
        var text = new StringBuilder("dt " + (verb.name() + " " + verb.usage()).strip() + "\n\n  " + verb.summary());
        text.append('\n').append(paragraph(verb.details()));
        if (!verb.flags().isEmpty()) {
            text.append("\nOptions:\n");
            verb.flags().stream().sorted().forEach(flag -> option(text, flag));
        }
        return text.toString();
    }

    private static String paragraph(String details) {
        return details.isEmpty() ? "" : "\n" + details.indent(2);
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
