package dt.module.runit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dt.module.ShellWord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The command line for a host. It is one line of ASCII with no sign in it that a login shell takes for its own within
 * single quotes: csh expands an exclamation mark there, fish takes the half of two backslashes. It needs no standard
 * input, which sudo may give a terminal's ways.
 */
final class Program {
    /** execve(2) of Linux takes 128 KiB as one word. */
    static final int LONGEST = 120_000;

    private static final String SERVICES = resource("services.sh");
    private static final String LINKS = resource("links.sh");
    private static final String TAIL = resource("tail.sh");
    private static final String WATCH = resource("watch.sh");

    private Program() {}

    /**
     * For one host, whose services are in this folder; empty: where they mostly are. Within, each character is one byte.
     */
    static String of(Asked asked, String folder, List<RunScript> scripts) {
        var text = new StringBuilder();
        var functions = new StringBuilder(SERVICES);
        if (asked.verb().isAboutLinks()) {
            functions.append(LINKS);
        } else if (asked.verb() == Verb.TAIL) {
            functions.append(TAIL);
        } else if (asked.verb() == Verb.WATCH) {
            functions.append(WATCH);
        }
        for (int i = 0; i < scripts.size(); i++) {
            text.append("text_%d=".formatted(i + 1))
                    .append(ShellWord.quoted(scripts.get(i).text()))
                    .append('\n');
        }
        text.append("main ").append(asked.verb().word());
        for (var word : List.of(folder, asked.from(), asked.verb().letters(), asked.goal())) {
            word(text, word);
        }
        word(text, String.format(Locale.ROOT, "%d", asked.seconds()));
        if (asked.verb() == Verb.TAIL) {
            word(text, String.format(Locale.ROOT, "%d", asked.lines()));
            word(text, asked.follow() ? "yes" : "no");
        }
        var names = scripts.isEmpty()
                ? asked.names()
                : scripts.stream().map(RunScript::service).toList();
        names.forEach(name -> word(text, name));
        return "exec /bin/sh -c 'eval \"$(printf %b \"$1\")\"' dt '" + functions + escaped(text) + "'";
    }

    /** As {@code printf %b} takes it. */
    private static String escaped(CharSequence text) {
        var escaped = new StringBuilder();
        text.chars().forEach(c -> {
            if (c == '\n') {
                escaped.append("\\n");
            } else if (c < ' ' || c > '~' || c == '\\' || c == '\'' || c == '!') {
                escaped.append("\\0%03o".formatted(c));
            } else {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }

    private static void word(StringBuilder text, String word) {
        text.append(' ').append(ShellWord.quoted(new String(word.getBytes(UTF_8), ISO_8859_1)));
    }

    private static String resource(String name) {
        try (var in = Objects.requireNonNull(Program.class.getResourceAsStream(name), name)) {
            return escaped(new String(in.readAllBytes(), ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
