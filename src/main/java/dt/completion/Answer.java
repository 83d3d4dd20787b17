package dt.completion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What may stand at a place: words, and names that the shell itself finds best.
 *
 * @param words whole words, what was typed at their beginning
 * @param files whether names of files may stand there
 * @param programs whether names of programs may
 */
public record Answer(List<Candidate> words, boolean files, boolean programs) {
    /** Nothing that is known. */
    public static final Answer NOTHING = new Answer(List.of(), false, false);

    /** More than so many are not shown, but their beginnings. */
    private static final int MOST = 1000;

    public Answer {
        words = shortened(plain(words));
    }

    /** The words that are expected and begin with what was typed. */
    public static Answer of(List<Expected> expected, String typed, Known known) {
        var words = new ArrayList<Candidate>();
        boolean files = false;
        boolean programs = false;
        for (var one : expected) {
            files |= Expected.Kind.FILE.equals(one);
            programs |= Expected.Kind.PROGRAM.equals(one);
            words.addAll(one.words(typed, known));
        }
        words.removeIf(c -> !c.word().startsWith(typed));
        return new Answer(words, files, programs);
    }

    /** Those that can be shown, each word once. */
    private static List<Candidate> plain(List<Candidate> words) {
        var once = new LinkedHashMap<String, Candidate>();
        for (var candidate : words) {
            if (candidate.isPlain()) {
                once.putIfAbsent(candidate.word(), candidate);
            }
        }
        return List.copyOf(once.values());
    }

    /** Of very many words the beginnings that tell most of them apart: all words of a group begin alike. */
    private static List<Candidate> shortened(List<Candidate> words) {
        var shown = words;
        for (int length = 1; words.size() > MOST; length++) {
            var groups = new LinkedHashMap<String, Candidate>();
            for (var candidate : words) {
                var word = candidate.word();
                var beginning = word.substring(0, Math.min(length, word.length()));
                groups.merge(beginning, candidate, (_, _) -> new Candidate(beginning, "", false));
            }
            if (groups.size() > MOST) {
                break;
            }
            shown = List.copyOf(groups.values());
        }
        return shown;
    }

    /**
     * As a script reads it: a line for each word, its meaning behind a tab. A line that begins with a tab says what else
     * there is: {@code files}, {@code programs}, or {@code more} when not all words are whole.
     */
    public String lines() {
        var text = new StringBuilder();
        if (files) {
            text.append("\tfiles\n");
        }
        if (programs) {
            text.append("\tprograms\n");
        }
        if (words.stream().anyMatch(c -> !c.whole())) {
            text.append("\tmore\n");
        }
        for (var candidate : words) {
            text.append(candidate.word());
            if (!candidate.about().isEmpty()) {
                text.append('\t').append(candidate.about());
            }
            text.append('\n');
        }
        return text.toString();
    }
}
