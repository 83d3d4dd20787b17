package dt.completion;

import java.util.Collection;
import java.util.List;

/**
 * A word that may stand at the place where somebody types.
 *
 * @param about what it means, in a few words, or nothing
 * @param whole whether a blank may follow; else more of the word has to
 */
public record Candidate(String word, String about, boolean whole) {
    private static final String JOINERS = ":=,@/";

    /** One that is whole, unless it ends in a sign behind which more has to follow: {@code tag:}. */
    public Candidate(String word, String about) {
        this(word, about, word.isEmpty() || JOINERS.indexOf(word.charAt(word.length() - 1)) < 0);
    }

    /** One that needs no explanation. */
    public static Candidate of(String word) {
        return new Candidate(word, "");
    }

    /** Those that need no explanation. */
    public static List<Candidate> all(Collection<String> words) {
        return words.stream().map(Candidate::of).toList();
    }

    /** The same behind what stands before it. */
    public Candidate after(String before) {
        return new Candidate(before + word, about, whole);
    }

    /** Whether it can be shown as it is: nothing that moves a cursor, turns the writing or breaks a line. */
    boolean isPlain() {
        return !word.isEmpty() && isPlain(word) && isPlain(about);
    }

    private static boolean isPlain(String text) {
        return text.codePoints().noneMatch(c -> switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        });
    }
}
