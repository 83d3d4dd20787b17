package dt.nssmap;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A {@code key = value} line, with the columns its words begin in.
 *
 * @param value empty if nothing follows the equals sign
 */
record ConfLine(int line, int keyColumn, String key, boolean hasEquals, int valueColumn, String value) {
    private static final Pattern WORD = Pattern.compile("[^ \t]+");

    /** A word of the value and the column it begins in. */
    record Word(int column, String text) {}

    static ConfLine of(int line, String text) {
        int end = text.length();
        while (end > 0 && isBlank(text.charAt(end - 1))) {
            end--;
        }
        int start = skip(text, 0, end);
        int equals = text.indexOf('=', start);
        if (equals < 0 || equals >= end) {
            return new ConfLine(line, start + 1, text.substring(start, end), false, end + 1, "");
        }
        int stop = equals;
        while (stop > start && isBlank(text.charAt(stop - 1))) {
            stop--;
        }
        int value = skip(text, equals + 1, end);
        return new ConfLine(line, start + 1, text.substring(start, stop), true, value + 1, text.substring(value, end));
    }

    boolean isEmpty() {
        return (key.isEmpty() && !hasEquals) || key.startsWith("#");
    }

    List<Word> words() {
        var words = new ArrayList<Word>();
        var matcher = WORD.matcher(value);
        while (matcher.find()) {
            words.add(new Word(valueColumn + matcher.start(), matcher.group()));
        }
        return words;
    }

    Problem problem(String message) {
        return new Problem(line, valueColumn, message);
    }

    Problem keyProblem(String message) {
        return new Problem(line, keyColumn, message);
    }

    private static int skip(String text, int from, int end) {
        int at = from;
        while (at < end && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
