package dt.selector;

import java.util.regex.Pattern;

/** A regular expression for host names that cannot run for ever, whatever it is. */
final class NamePattern {
    /** How many characters it may look at for one name: a pattern that goes back and forth exponentially ends here. */
    private static final int MOST = 200_000;

    private final Pattern pattern;

    NamePattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Whether the name matches from its start.
     *
     * @throws TooSlow when it cannot be told in a sensible time
     */
    boolean matches(String name) throws TooSlow {
        try {
            return pattern.matcher(new Counted(name, 0, name.length(), new int[1]))
                    .lookingAt();
        } catch (Enough | StackOverflowError e) {
            throw new TooSlow(name);
        }
    }

    @Override
    public String toString() {
        return pattern.pattern();
    }

    static final class TooSlow extends Exception {
        private static final long serialVersionUID = 1;

        TooSlow(String name) {
            super(name);
        }
    }

    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1;

        Enough() {
            super(null, null, false, false);
        }
    }

    /** The matcher of java.util.regex has no limit of its own; this counts how often it looks. */
    @SuppressWarnings("ArrayRecordComponent") // never compared; one count for all its parts
    private record Counted(String text, int from, int to, int[] looks) implements CharSequence {
        @Override
        public char charAt(int index) {
            if (++looks[0] > MOST) {
                throw new Enough();
            }
            return text.charAt(from + index);
        }

        @Override
        public int length() {
            return to - from;
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text, from + start, from + end, looks);
        }

        @Override
        public String toString() {
            return text.substring(from, to);
        }
    }
}
