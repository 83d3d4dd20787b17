package dt.sh;

import dt.completion.Answer;
import dt.completion.Candidate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes the words of dt sh, those of dt, and paths on the hosts. */
final class Completions implements Completer {
    private final Calls calls;
    private Situation situation = Situation.of("nil");

    Completions(Calls calls) {
        this.calls = calls;
    }

    /** What holds for the line that is typed next. */
    void now(Situation next) {
        situation = next;
    }

    @Override
    public void complete(LineReader reader, ParsedLine parsed, List<org.jline.reader.Candidate> candidates) {
        if (parsed instanceof Typing typing) {
            for (var found : found(typing)) {
                candidates.add(new org.jline.reader.Candidate(
                        found.word(),
                        found.word(),
                        null,
                        found.about().isEmpty() ? null : found.about(),
                        null,
                        null,
                        found.whole()));
            }
        }
    }

    private List<Candidate> found(Typing typing) {
        var line = typing.line();
        if (line.isEmpty() || OwnWord.SIGNS.indexOf(line.charAt(0)) < 0) {
            return command(typing);
        }
        if (typing.start() == 0) {
            return ownWords(line.substring(0, 1), typing.word());
        }
        var own = OwnWord.of(line.substring(1, line.indexOf(' ')));
        return own.isEmpty() ? List.of() : behind(own.get(), typing);
    }

    private static List<Candidate> ownWords(String sign, String typed) {
        var all = new ArrayList<Candidate>();
        for (var own : OwnWord.values()) {
            if ((sign + own.word()).startsWith(typed)) {
                all.add(new Candidate(sign + own.word(), own.meaning()));
            }
        }
        return all;
    }

    private List<Candidate> behind(OwnWord own, Typing typing) {
        return switch (own) {
            // Every command of dt that takes a selector alone completes one.
            case CONTEXT ->
                calls.complete(words(situation.options(), "hosts", typing.word()))
                        .words();
            case AGAIN ->
                calls.complete(List.of("runs", "again", "last", typing.word())).words();
            case FILTER -> views(typing);
            case OPTIONS -> options(typing);
            case MODULE -> module(typing);
            case HOSTS, HELP, QUIT -> List.of();
        };
    }

    private List<Candidate> views(Typing typing) {
        return OwnWord.FILTER
                .usage()
                .lines()
                .flatMap(usage -> List.of(usage.split("\\|")).stream())
                .filter(view -> view.startsWith(typing.word()))
                .map(Candidate::of)
                .toList();
    }

    private List<Candidate> options(Typing typing) {
        var behind = typing.before().substring(typing.before().indexOf(' ')).replace('"', ' ');
        var words = new ArrayList<>(ShellWords.of(behind));
        words.add(typing.word());
        // Where an option may stand a selector may, too; but not here.
        var answer = calls.complete(words);
        return answer.words().stream()
                .filter(c -> c.word().startsWith("-") || isValue(words))
                .toList();
    }

    private static boolean isValue(List<String> words) {
        return words.size() > 1 && words.get(words.size() - 2).startsWith("-");
    }

    private List<Candidate> module(Typing typing) {
        var words = new ArrayList<>(ShellWords.of(typing.before()));
        words.set(0, situation.selector());
        words.add(typing.word());
        var all = new ArrayList<>(situation.options());
        all.add("--");
        all.addAll(words);
        var answer = calls.complete(all);
        if (words.size() > 2 && List.of("ssh", "sudo", "rscp").contains(words.get(1))) {
            return paths(typing.word());
        }
        return withFiles(answer, typing.word());
    }

    private List<Candidate> command(Typing typing) {
        if (!situation.isSsh() && !situation.module().equals(List.of("sudo"))) {
            var words = words(situation.options(), "--", situation.selector());
            words.addAll(situation.module());
            words.addAll(ShellWords.of(typing.before()));
            words.add(typing.word());
            return withFiles(calls.complete(words), typing.word());
        }
        // The first word is a program; which there are on the host is not asked.
        boolean first = typing.before().isBlank();
        boolean path = !first || typing.word().contains("/");
        return path ? paths(typing.word()) : List.of();
    }

    private List<Candidate> paths(String typed) {
        var paths = calls.paths(situation.options(), situation.selector(), typed);
        return new Answer(Candidate.all(paths), false, false).words();
    }

    private static List<Candidate> withFiles(Answer answer, String typed) {
        var all = new ArrayList<>(answer.words());
        if (answer.files()) {
            all.addAll(Candidate.all(LocalFiles.like(typed, Path.of(System.getProperty("user.home", "/")))));
        }
        return all;
    }

    private static List<String> words(List<String> options, String... more) {
        var all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return all;
    }
}
