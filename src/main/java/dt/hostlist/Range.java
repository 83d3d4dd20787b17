package dt.hostlist;

import java.util.List;

/**
 * The numbers {@code from, from + step, ...} up to {@code to}.
 *
 * @param width how many digits each has at least, filled with zeros from the left; 0: no filling
 */
record Range(long from, long to, long step, int width) {
    /** Longer numbers stay text, so that every number fits a long, also packed with its width. */
    static final int MOST_DIGITS = 15;

    long count() {
        return (to - from) / step + 1;
    }

    /** Adds the numbers to {@code names}. */
    void expand(List<String> names) {
        for (long number = from; number <= to; number += step) {
            var digits = Long.toString(number);
            names.add(digits.length() < width ? "0".repeat(width - digits.length()) + digits : digits);
        }
    }
}
