package dt.sh;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The words of dt sh itself. This table feeds the interpreter, {@code :help} and the completion. */
public enum OwnWord {
    CONTEXT("SELECTOR", "the hosts of the lines that follow; without SELECTOR, show it"),
    MODULE("NAME [ARG...]", "run it once; without the ARGs that it needs: the lines that follow go to it"),
    OPTIONS("\"...\"", "options of each run, such as \"-C 4 -T 5\"; \"\" for none"),
    FILTER("host|compact|status|group|none", "show results in a view"),
    HOSTS("", "list the hosts of the context, contacting nobody"),
    AGAIN("[failed|unreached|unknown|SELECTOR]", "repeat the last run, where it failed or on some of its hosts"),
    HELP("", "this list"),
    QUIT("", "leave, as Ctrl-D does");

    /** The signs that begin a line for dt sh itself. */
    static final String SIGNS = ":.@";

    private final String usage;
    private final String meaning;

    OwnWord(String usage, String meaning) {
        this.usage = usage;
        this.meaning = meaning;
    }

    /** As it is typed, without the colon. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What follows it. */
    public String usage() {
        return usage;
    }

    /** What it does. */
    public String meaning() {
        return meaning;
    }

    static Optional<OwnWord> of(String word) {
        // What dtsh of dtools called it.
        if (word.equals("dtoptions")) {
            return Optional.of(OPTIONS);
        }
        return Arrays.stream(values()).filter(o -> o.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(OwnWord::word).toList();
    }

    /** All of them, one a line. */
    public static String help() {
        var text = new StringBuilder();
        for (var own : values()) {
            var left = (":" + own.word() + " " + own.usage).strip();
            text.append("  ").append(left);
            text.append(left.length() > 28 ? "\n" + " ".repeat(32) : " ".repeat(30 - left.length()));
            text.append(own.meaning).append('\n');
        }
        return text.toString();
    }
}
