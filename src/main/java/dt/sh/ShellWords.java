package dt.sh;

import java.util.ArrayList;
import java.util.List;

/**
 * A text taken apart into words as a shell does it: blanks, single and double quotes, backslashes. Nothing is replaced.
 *
 * @param words the last one is being typed
 * @param start where the last one begins in the text
 */
record ShellWords(List<String> words, int start) {
    private static final String PLAIN = "_@%+:=,./-";

    /** The words of a text that is done: no empty one at its end. */
    static List<String> of(String text) {
        var words = typed(text.stripTrailing()).words;
        return text.isBlank() ? List.of() : words;
    }

    static ShellWords typed(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean begun = false;
        int start = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && (c == ' ' || c == '\t' || c == '\n')) {
                if (begun) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                begun = false;
                start = i + 1;
                continue;
            }
            begun = true;
            if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else if (c == '\\' && quote != '\'' && i + 1 < text.length()) {
                word.append(text.charAt(++i));
            } else {
                word.append(c);
            }
        }
        words.add(word.toString());
        return new ShellWords(List.copyOf(words), start);
    }

    /** A word as a shell has to read it; a ~ at its beginning stays one. */
    static String quoted(CharSequence word) {
        var text = new StringBuilder();
        word.codePoints().forEach(c -> {
            boolean plain =
                    Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0 || c > 127 || (c == '~' && text.isEmpty());
            if (!plain) {
                text.append('\\');
            }
            text.appendCodePoint(c);
        });
        return text.toString();
    }
}
