package dt.sshconfig;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a line into words. ssh has two ways: keywords and {@code Match} end at a blank, a double quote or one {@code =}
 * ({@link #next}); arguments know both quotes, backslashes and comments ({@link #split}).
 */
final class Words {
    static final String BLANKS = " \t\r\n";

    private @Nullable String rest;

    Words(String line) {
        rest = line;
    }

    /** What is not yet cut; null once the last word, or an unclosed quote, has taken all. */
    @Nullable
    String rest() {
        return rest;
    }

    /** The next word, empty where the line begins with a blank; null at the end or at a quote that never closes. */
    @Nullable
    String next() {
        var text = rest;
        if (text == null) {
            return null;
        }
        int end = firstOf(text, BLANKS + "\"=");
        if (end == text.length()) {
            rest = null;
            return text;
        }
        var head = text.substring(0, end);
        var tail = text.substring(end + 1);
        if (text.charAt(end) == '"') {
            int close = tail.indexOf('"');
            rest = close < 0 ? null : skipBlanks(tail.substring(close + 1));
            return close < 0 ? null : head + tail.substring(0, close);
        }
        var behind = skipBlanks(tail);
        boolean equalsToCome = text.charAt(end) != '=' && behind.startsWith("=");
        rest = equalsToCome ? skipBlanks(behind.substring(1)) : behind;
        return head;
    }

    /** The arguments of a line up to a comment; empty if a quote is not closed. */
    static Optional<List<String>> split(String text) {
        var words = new ArrayList<String>();
        int at = 0;
        while (true) {
            while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
                at++;
            }
            if (at == text.length() || text.charAt(at) == '#') {
                return Optional.of(words);
            }
            var word = new StringBuilder();
            at = argument(text, at, word);
            if (at < 0) {
                return Optional.empty();
            }
            words.add(word.toString());
        }
    }

    /** Puts one argument into {@code word} and returns where it ends, or -1 if a quote is not closed. */
    private static int argument(String text, int start, StringBuilder word) {
        char quote = 0;
        int at = start;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length() && isEscapable(text.charAt(at + 1), quote)) {
                word.append(text.charAt(++at));
            } else if (quote == 0 && (c == ' ' || c == '\t')) {
                break;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (quote != 0 && c == quote) {
                quote = 0;
            } else {
                word.append(c);
            }
        }
        return quote == 0 ? at : -1;
    }

    private static boolean isEscapable(char c, char quote) {
        return c == '\'' || c == '"' || c == '\\' || (c == ' ' && quote == 0);
    }

    static String skipBlanks(String text) {
        return skip(text, BLANKS);
    }

    /** The text without the characters of {@code unwanted} that it begins with. */
    static String skip(String text, String unwanted) {
        int at = 0;
        while (at < text.length() && unwanted.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return text.substring(at);
    }

    private static int firstOf(String text, String wanted) {
        for (int at = 0; at < text.length(); at++) {
            if (wanted.indexOf(text.charAt(at)) >= 0) {
                return at;
            }
        }
        return text.length();
    }
}
