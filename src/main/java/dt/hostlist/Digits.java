package dt.hostlist;

import java.util.Arrays;

/**
 * Digits of a name packed into a long, the width above the value: 7 and 07 differ, and the natural order of longs is that
 * of shorter digits first.
 */
final class Digits {
    /** Stands for digits in a shape; no foldable name has it. */
    static final char HOLE = '\0';

    private static final int VALUE_BITS = 57;
    private static final long VALUE = (1L << VALUE_BITS) - 1;

    private Digits() {}

    /** The numbers of a name; the rest of it goes to {@code shape}. Numbers too long for a range are part of the rest. */
    static long[] cut(String name, StringBuilder shape) {
        var numbers = new long[4];
        int count = 0;
        int at = 0;
        while (at < name.length()) {
            int start = at;
            long value = 0;
            while (at < name.length() && Names.isDigit(name.charAt(at))) {
                value = value * 10 + name.charAt(at) - '0';
                at++;
            }
            if (at == start) {
                shape.append(name.charAt(at++));
            } else if (at - start > Range.MOST_DIGITS) {
                shape.append(name, start, at);
            } else {
                if (count == numbers.length) {
                    numbers = Arrays.copyOf(numbers, count * 2);
                }
                numbers[count++] = pack(at - start, value);
                shape.append(HOLE);
            }
        }
        return Arrays.copyOf(numbers, count);
    }

    private static long pack(long width, long value) {
        return width << VALUE_BITS | value;
    }

    static String text(long digits) {
        long width = digits >> VALUE_BITS;
        var text = Long.toString(digits & VALUE);
        return text.length() < width ? "0".repeat((int) width - text.length()) + text : text;
    }

    /** What stands for all of these in a list: {@code 7}, or {@code [01-03,07]}. */
    static String ranges(long[] sorted) {
        var list = new StringBuilder();
        int at = 0;
        while (at < sorted.length) {
            long first = sorted[at];
            long last = first;
            while (at < sorted.length && (sorted[at] == last || sorted[at] == after(last, first))) {
                last = sorted[at++];
            }
            list.append(list.isEmpty() ? "" : ",").append(text(first));
            if (last != first) {
                list.append('-').append(text(last));
            }
        }
        boolean one = sorted[0] == sorted[sorted.length - 1];
        return one ? list.toString() : "[" + list + "]";
    }

    /** The number after {@code last} in a range that began with {@code first}: 9 is followed by 10, but 09 only by 10. */
    private static long after(long last, long first) {
        long width = last >> VALUE_BITS;
        long value = (last & VALUE) + 1;
        if (value < power(width)) {
            return pack(width, value);
        }
        long firstWidth = first >> VALUE_BITS;
        boolean filled = firstWidth > 1 && (first & VALUE) < power(firstWidth - 1);
        return filled ? -1 : pack(width + 1, value);
    }

    private static long power(long exponent) {
        long power = 1;
        for (long i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }
}
