package dt.selector;

import java.util.Optional;

/** A place in the text of a selector, and what may be looked for there. */
final class Cursor {
    final String text;
    int at;

    Cursor(String text) {
        this.text = text;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    char here() {
        return atEnd() ? '\0' : text.charAt(at);
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    void skipBlanks() {
        while (!atEnd() && isBlank(here())) {
            at++;
        }
    }

    /** The known label that stands at a place with a colon behind it. */
    Optional<Label> labelAt(int place) {
        int end = place;
        while (end < text.length() && isWordCharacter(text.charAt(end))) {
            end++;
        }
        return end < text.length() && end > place && text.charAt(end) == ':'
                ? Label.of(text.substring(place, end))
                : Optional.empty();
    }

    /** Letters and digits from here on. */
    String word() {
        int end = at;
        while (end < text.length() && isWordCharacter(text.charAt(end))) {
            end++;
        }
        return text.substring(at, end);
    }

    /** Whether the body of a label or a host list ends at a place. */
    boolean endsBody(int place) {
        if (place >= text.length()) {
            return true;
        }
        char c = text.charAt(place);
        return isBlank(c) || c == '&' || c == ')' || isChain(place) || isUnion(place);
    }

    boolean isChain(int place) {
        return text.charAt(place) == ':' && labelAt(place + 1).isPresent();
    }

    /** A plus joins only where a label, a bracket, an exclamation mark or a blank follows: names may hold one. */
    boolean isUnion(int place) {
        if (text.charAt(place) != '+' || (place > 0 && text.charAt(place - 1) == ',')) {
            return false;
        }
        if (place + 1 >= text.length()) {
            return true;
        }
        char next = text.charAt(place + 1);
        return isBlank(next) || next == '(' || next == '!' || labelAt(place + 1).isPresent() || bareAt(place + 1);
    }

    private boolean bareAt(int place) {
        for (var label : Label.values()) {
            int end = place + label.word().length();
            if (!label.takesBody()
                    && text.startsWith(label.word(), place)
                    && (end == text.length() || " \t\n&)+:".indexOf(text.charAt(end)) >= 0)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWordCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }

    SelectorException wrong(String message, int place) {
        return new SelectorException(message, text, place);
    }
}
