package dt.sshconfig;

import java.util.ArrayList;
import java.util.List;

/** Patterns with commas between them; one behind {@code !} that matches makes the whole list fail. */
record PatternList(List<Item> items) {
    /** ssh gives up on a list at a pattern of this length. */
    private static final int TOO_LONG = 1023;

    record Item(boolean negated, Glob glob) {}

    /** What a list says of a text. */
    enum Verdict {
        MATCH,
        NO_MATCH,
        NEGATED
    }

    PatternList {
        items = List.copyOf(items);
    }

    static PatternList of(String text) {
        var items = new ArrayList<Item>();
        int at = 0;
        while (at < text.length()) {
            boolean negated = text.charAt(at) == '!';
            int start = negated ? at + 1 : at;
            int comma = text.indexOf(',', start);
            int end = comma < 0 ? text.length() : comma;
            items.add(new Item(negated, new Glob(text.substring(start, end))));
            at = end + 1;
        }
        return new PatternList(items);
    }

    boolean matches(String text) {
        return verdict(text) == Verdict.MATCH;
    }

    Verdict verdict(String text) {
        var verdict = Verdict.NO_MATCH;
        for (var item : items) {
            if (item.glob.pattern().length() >= TOO_LONG) {
                return Verdict.NO_MATCH;
            }
            if (item.glob.matches(text)) {
                if (item.negated) {
                    return Verdict.NEGATED;
                }
                verdict = Verdict.MATCH;
            }
        }
        return verdict;
    }
}
