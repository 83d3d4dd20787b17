package dt.sh;

import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.ParsedLine;

/**
 * A line as far as it is typed.
 *
 * @param line all of it
 * @param cursor where the cursor is
 * @param start where the word begins that is completed
 * @param word that word up to the cursor, without quotes
 * @param quoting whether a word that is inserted is quoted for a shell
 */
record Typing(String line, int cursor, int start, String word, boolean quoting) implements CompletingParsedLine {
    /** Lines of dt sh are taken apart by no rules but their own; this one is only about the word at the cursor. */
    static final class Parser implements org.jline.reader.Parser {
        @Override
        public ParsedLine parse(String line, int cursor, ParseContext context) {
            var typed = line.substring(0, cursor);
            boolean own = !typed.isEmpty() && OwnWord.SIGNS.indexOf(typed.charAt(0)) >= 0;
            int blank = typed.indexOf(' ');
            if (own && blank < 0) {
                return new Typing(line, cursor, 0, typed, false);
            }
            var word = own ? OwnWord.of(typed.substring(1, blank)).orElse(null) : null;
            if (word == OwnWord.CONTEXT || word == OwnWord.AGAIN) {
                // A selector may have blanks in it, so that all of it is one word.
                int start = blank + 1;
                while (start < cursor && typed.charAt(start) == ' ') {
                    start++;
                }
                return new Typing(line, cursor, start, typed.substring(start), false);
            }
            if (word == OwnWord.OPTIONS) {
                int start = Math.max(typed.lastIndexOf(' '), typed.lastIndexOf('"')) + 1;
                return new Typing(line, cursor, start, typed.substring(start), false);
            }
            var words = ShellWords.typed(typed);
            return new Typing(line, cursor, words.start(), words.words().getLast(), true);
        }
    }

    /** What stands before the word. */
    String before() {
        return line.substring(0, start);
    }

    @Override
    public int wordCursor() {
        return word.length();
    }

    @Override
    public int wordIndex() {
        return 0;
    }

    @Override
    public List<String> words() {
        return List.of(word);
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
        return quoting ? ShellWords.quoted(candidate) : candidate;
    }

    @Override
    public int rawWordCursor() {
        return cursor - start;
    }

    @Override
    public int rawWordLength() {
        return cursor - start;
    }
}
