package dt.nssmap;

import dt.suggest.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one config and collects what is wrong with it, in the order in which the library would stumble over it. */
final class ConfReader {
    private static final int MOST = 4096;

    private final String text;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, ConfLine> seen = new HashMap<>();
    private final Values values = new Values();

    ConfReader(String text) {
        this.text = text;
    }

    Checked read() {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\n' && c != '\t') || c == 0x7f) {
                return wrong(at(i, "a control character; nothing of the file would be believed"));
            }
        }
        if (text.length() > MOST) {
            return wrong(at(MOST, "the file has more than 4096 bytes"));
        }
        var lines = text.split("\n", -1);
        var first = VirtualLine.of(lines[0]);
        if (first instanceof VirtualLine.Wrong(var problem)) {
            problems.add(problem);
        }
        for (int i = 1; i < lines.length; i++) {
            var line = ConfLine.of(i + 1, lines[i]);
            if (!line.isEmpty()) {
                option(line).ifPresent(problems::add);
            }
        }
        if (problems.isEmpty() && first instanceof VirtualLine.Right right) {
            new Contradictions(right, values, seen).first().ifPresent(problems::add);
            if (problems.isEmpty()) {
                return new Checked.Right(values.conf(right.virtual()));
            }
        }
        return new Checked.Wrong(problems);
    }

    private Optional<Problem> option(ConfLine line) {
        var option = Option.named(line.key());
        if (!line.hasEquals()) {
            return Optional.of(line.keyProblem("this is no line of the form key = value"));
        }
        if (option.isEmpty()) {
            var near = Nearest.to(line.key(), Option.keys());
            return Optional.of(line.keyProblem("unknown option " + line.key()
                    + near.map(n -> "; did you mean " + n + "?").orElse("")));
        }
        var before = seen.putIfAbsent(line.key(), line);
        if (before != null && !option.get().repeatable()) {
            return Optional.of(line.keyProblem(line.key() + " is given twice, in line " + before.line() + " too"));
        }
        if (line.value().isEmpty()) {
            return Optional.of(line.problem(line.key() + " has no value"));
        }
        return option.get().read(line, values);
    }

    private static Checked wrong(Problem problem) {
        return new Checked.Wrong(List.of(problem));
    }

    private Problem at(int offset, String message) {
        var before = text.substring(0, offset);
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        return new Problem(line, offset - before.lastIndexOf('\n'), message);
    }
}
