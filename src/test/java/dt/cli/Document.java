package dt.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A page for people in which lines of a shell stand, and what they print:
 *
 * <pre>
 * $ dt words | cut -d: -f5
 * &gt; a further line of the same command
 * what that prints, on either stream
 * $ echo $?
 * the status of the line before
 * </pre>
 *
 * An example ends with the next one, or with its block: a line of three backquotes, or {@code .Ed} in a manual. {@code ...}
 * in a line of output stands for any text. Lines of hosts come as the hosts end, so their order is free.
 */
final class Document {
    /** What a line came to. */
    record Answer(List<String> prints, int status) {}

    /** Runs lines, one after another. */
    interface Shell {
        Answer types(String line) throws Exception;
    }

    private final Shell shell;
    private final List<String> seen = new ArrayList<>();
    private int examples;
    private int status;
    private List<String> last = List.of();

    private Document(Shell shell) {
        this.shell = shell;
    }

    /** The page as it would have to be written for the program as it is, and how many examples it has. */
    record Replayed(String page, int examples) {}

    /** Plays a page of Markdown. */
    static Replayed markdown(String page, Shell shell) throws Exception {
        return new Document(shell).replay(page.lines().toList(), "```", false);
    }

    /** Plays a manual page. */
    static Replayed manual(String page, Shell shell) throws Exception {
        return new Document(shell).replay(page.lines().toList(), ".Ed", true);
    }

    private Replayed replay(List<String> lines, String end, boolean isManual) throws Exception {
        int at = 0;
        while (at < lines.size()) {
            var line = lines.get(at++);
            seen.add(line);
            if (!line.startsWith("$ ")) {
                continue;
            }
            var typed = new StringBuilder(plain(line.substring(2), isManual));
            while (at < lines.size() && lines.get(at).startsWith("> ")) {
                seen.add(lines.get(at));
                typed.append('\n').append(plain(lines.get(at++).substring(2), isManual));
            }
            var written = new ArrayList<String>();
            while (at < lines.size()
                    && !lines.get(at).startsWith("$ ")
                    && !lines.get(at).startsWith(end)) {
                written.add(lines.get(at++));
            }
            examples++;
            var expected = written.stream().map(text -> plain(text, isManual)).toList();
            seen.addAll(answer(typed.toString(), expected).equals(expected) ? written : differing(isManual));
        }
        return new Replayed(String.join("\n", seen) + "\n", examples);
    }

    private List<String> differing(boolean isManual) {
        return isManual ? last.stream().map(text -> text.replace("\\", "\\e")).toList() : last;
    }

    /** What is to stand behind the line: what is written, where that is right. */
    private List<String> answer(String typed, List<String> written) throws Exception {
        if (typed.equals("echo $?")) {
            last = List.of(String.valueOf(status));
            return last;
        }
        var answer = shell.types(typed);
        status = answer.status();
        last = answer.prints();
        return same(last, written) ? written : last;
    }

    private static boolean same(List<String> prints, List<String> written) {
        var left = new ArrayList<>(prints);
        for (var line : written) {
            var pattern = Pattern.compile(Pattern.quote(line).replace("...", "\\E.*\\Q"), Pattern.DOTALL);
            var found = left.stream()
                    .filter(text -> pattern.matcher(text).matches())
                    .findFirst();
            if (found.isEmpty()) {
                return false;
            }
            left.remove(found.get());
        }
        return left.isEmpty();
    }

    private static String plain(String text, boolean isManual) {
        return isManual ? text.replace("\\e", "\\").replace("\\&", "").replace("\\-", "-") : text;
    }
}
