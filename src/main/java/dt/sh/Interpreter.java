package dt.sh;

import dt.suggest.Nearest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Does what lines say. */
final class Interpreter {
    private static final List<String> FILTERS = List.of("host", "compact", "status", "group", "none");
    private static final int USAGE = 2;

    private final Calls calls;
    private Situation situation;
    private boolean left;
    private int status;

    Interpreter(Calls calls, Situation situation) {
        this.calls = calls;
        this.situation = situation;
    }

    Situation situation() {
        return situation;
    }

    /** Whether {@code :quit} was said. */
    boolean hasLeft() {
        return left;
    }

    /** The exit status of the last line that had one. */
    int status() {
        return status;
    }

    /** Does one line. */
    void line(String line) throws IOException {
        if (line.isBlank()) {
            return;
        }
        if (OwnWord.SIGNS.indexOf(line.charAt(0)) < 0) {
            run(line.strip());
            return;
        }
        var parts = line.substring(1).strip().split("\\s+", 2);
        var own = OwnWord.of(parts[0]);
        if (own.isEmpty()) {
            unknown(line, parts[0]);
            return;
        }
        own(own.get(), parts.length == 1 ? "" : parts[1].strip());
    }

    private void unknown(String line, String word) {
        var sign = line.substring(0, 1);
        wrong("there is no " + sign + word + "; "
                + Nearest.to(word, OwnWord.words())
                        .map(near -> "did you mean " + sign + near + "?")
                        .orElse(":help lists what there is.")
                + " A blank before it sends the line to the hosts");
    }

    private void wrong(String message) {
        calls.message(message);
        status = USAGE;
    }

    /** A command is one word, as its quotes and blanks are for the shell of the host. */
    private void run(String line) {
        var words = new ArrayList<>(situation.module());
        boolean whole = situation.isSsh() || (words.equals(List.of("sudo")) && !line.startsWith("-"));
        words.addAll(whole ? List.of(line) : ShellWords.of(line));
        status = calls.call(situation.run(words));
    }

    private void own(OwnWord own, String rest) throws IOException {
        switch (own) {
            case CONTEXT -> context(rest);
            case MODULE -> module(ShellWords.of(rest));
            case OPTIONS -> options(rest);
            case FILTER -> filter(rest);
            case HOSTS -> status = calls.call(hosts());
            case AGAIN -> again(rest);
            case HELP -> calls.print(Help.TEXT);
            case QUIT -> left = true;
        }
    }

    private List<String> hosts() {
        var words = new ArrayList<>(situation.options());
        words.addAll(List.of("--output=table", "hosts", "--", situation.selector()));
        return words;
    }

    private void context(String selector) throws IOException {
        if (selector.isEmpty()) {
            calls.print(situation.selector() + "\n");
            return;
        }
        var problem = calls.wrongSelector(situation.options(), selector);
        if (problem.isPresent()) {
            wrong(problem.get());
        } else {
            situation = situation.on(selector);
        }
    }

    private void module(List<String> words) throws IOException {
        if (words.isEmpty()) {
            calls.print(String.join(" ", situation.module()) + "\n");
            return;
        }
        var needs = calls.needsWords(words.getFirst());
        if (needs.isEmpty()) {
            wrong("there is no module " + words.getFirst() + "; "
                    + Nearest.to(words.getFirst(), calls.modules())
                            .map(near -> "did you mean " + near + "?")
                            .orElse("there are " + String.join(" ", calls.modules())));
        } else if (words.size() == 1 && needs.get()) {
            situation = situation.through(words);
        } else {
            status = calls.call(situation.run(words));
        }
    }

    private void options(String text) throws IOException {
        if (text.isEmpty()) {
            calls.print(String.join(" ", situation.options()) + "\n");
            return;
        }
        var words = ShellWords.of(text);
        // "-C 4 -T 5" in quotes is one word of several.
        var options = words.size() == 1 ? ShellWords.of(words.getFirst()) : words;
        var problem = calls.wrongOptions(options);
        if (problem.isPresent()) {
            wrong(problem.get());
        } else {
            situation = situation.with(options);
        }
    }

    private void filter(String view) throws IOException {
        if (view.isEmpty()) {
            calls.print((situation.filter().isEmpty() ? "none" : situation.filter()) + "\n");
        } else if (!FILTERS.contains(view)) {
            wrong("there is no filter " + view + "; "
                    + Nearest.to(view, FILTERS)
                            .map(near -> "did you mean " + near + "?")
                            .orElse("there are " + String.join(" ", FILTERS)));
        } else {
            situation = situation.shown(view.equals("none") ? "" : view);
        }
    }

    private void again(String which) {
        var run = calls.lastRun();
        if (run.isEmpty()) {
            wrong("nothing was run here that could be repeated");
            return;
        }
        var words = new ArrayList<String>();
        words.addAll(List.of("runs", "again"));
        if (!situation.filter().isEmpty()) {
            words.add("--output=" + situation.filter());
        }
        words.add(run.get());
        if (!which.isEmpty()) {
            words.add(which);
        }
        status = calls.call(words);
    }
}
