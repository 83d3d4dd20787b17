package dt.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A file that shows commands and what a user sees of them:
 *
 * <pre>
 * # a comment, or an empty line
 * &lt;&lt;&lt; PATH           a file below HOME, the folder that all is called in: its lines up to &gt;&gt;&gt;
 * $ NAME=value dt words | dt more words
 * &lt; a line of standard input
 * standard output
 * ! standard error
 * ? status
 * </pre>
 *
 * Words are quoted as in a shell, nothing in them is expanded. {@code ...} in a line of output stands for any text, and
 * {@code $HOME} for that folder.
 */
final class Transcript {
    private static final Pattern WORD = Pattern.compile("(?:'[^']*'|\"[^\"]*\"|[^\\s'\"])+");
    private static final Pattern VARIABLE = Pattern.compile("([A-Z_]+)=(.*)", Pattern.DOTALL);

    private final Program program;
    private final Path home;
    private final List<String> seen = new ArrayList<>();

    private Transcript(Program program, Path home) {
        this.program = program;
        this.home = home;
    }

    /** The file as it would have to be written for the program as it is. */
    static String replay(String file, Program program, Path home) throws Exception {
        var transcript = new Transcript(program, home);
        var lines = file.lines().toList();
        int at = 0;
        while (at < lines.size()) {
            at = transcript.step(lines, at);
        }
        return String.join("\n", transcript.seen) + "\n";
    }

    private int step(List<String> lines, int at) throws Exception {
        var line = lines.get(at);
        if (line.isEmpty() || line.startsWith("#")) {
            seen.add(line);
            return at + 1;
        }
        if (line.startsWith("<<< ")) {
            int end = at + lines.subList(at, lines.size()).indexOf(">>>");
            seen.addAll(lines.subList(at, end + 1));
            plant(line.substring(4), lines.subList(at + 1, end));
            return end + 1;
        }
        if (line.startsWith("$ ")) {
            int end = at;
            while (!lines.get(end).startsWith("? ")) {
                end++;
            }
            command(lines.subList(at, end + 1));
            return end + 1;
        }
        throw new IllegalArgumentException("neither comment nor command: " + line);
    }

    private void plant(String path, List<String> lines) throws IOException {
        var file = home.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
    }

    private void command(List<String> written) throws Exception {
        var input = new StringBuilder();
        int from = 1;
        while (written.get(from).startsWith("< ")) {
            input.append(written.get(from).substring(2)).append('\n');
            from++;
        }
        var err = new StringBuilder();
        var last = new Program.Ended(input.toString(), "", 0);
        for (var words : pipeline(written.getFirst().substring(2))) {
            last = call(words, last.out());
            err.append(last.err());
        }
        seen.addAll(written.subList(0, from));
        var got = new ArrayList<String>();
        add(got, "", last.out());
        add(got, "! ", err.toString());
        got.add("? " + last.status());
        seen.addAll(elided(got, written.subList(from, written.size())));
    }

    private Program.Ended call(List<String> words, String input) throws Exception {
        var env = new HashMap<>(Map.of("HOME", home.toString(), "PATH", "/usr/bin:/bin", "TMPDIR", "/tmp"));
        int at = 0;
        while (!words.get(at).equals("dt")) {
            var variable = VARIABLE.matcher(words.get(at));
            if (!variable.matches()) {
                throw new IllegalArgumentException("only dt is called in a transcript: " + words);
            }
            env.put(variable.group(1), variable.group(2).replace("$HOME", home.toString()));
            at++;
        }
        return program.run(words.subList(at + 1, words.size()), env, home, input);
    }

    private static List<List<String>> pipeline(String line) {
        var commands = new ArrayList<List<String>>(List.of(new ArrayList<>()));
        var matcher = WORD.matcher(line);
        while (matcher.find()) {
            if (matcher.group().equals("|")) {
                commands.add(new ArrayList<>());
            } else {
                commands.getLast().add(matcher.group().replaceAll("'([^']*)'|\"([^\"]*)\"", "$1$2"));
            }
        }
        return commands;
    }

    private void add(List<String> lines, String mark, String text) {
        if (text.isEmpty()) {
            return;
        }
        for (var line : text.replace(home.toString(), "$HOME").split("\n", -1)) {
            lines.add((mark + line).stripTrailing());
        }
        if (text.endsWith("\n")) {
            lines.removeLast();
        } else {
            lines.add(mark + "(no newline)");
        }
    }

    /** Lines that are as written, dots taken for any text, are given back as written. */
    private static List<String> elided(List<String> got, List<String> written) {
        if (got.size() != written.size()) {
            return got;
        }
        var lines = new ArrayList<String>();
        for (int i = 0; i < got.size(); i++) {
            var pattern = Pattern.quote(written.get(i)).replace("...", "\\E.*\\Q");
            lines.add(got.get(i).matches(pattern) ? written.get(i) : got.get(i));
        }
        return lines;
    }
}
