package dt.hostlist;

import org.jspecify.annotations.Nullable;

/**
 * A host list is wrong. The message is one line for a person, without the text itself: what is wrong and, after a
 * semicolon, what to do.
 */
public final class HostListException extends Exception {
    private static final long serialVersionUID = 1;

    private final String text;
    private final int position;

    /**
     * @param text the whole list
     * @param position which character of it is wrong, from 0; its length when something is missing at the end
     * @param problem what is wrong
     * @param hint what to do, or null when that is plain
     */
    HostListException(String text, int position, String problem, @Nullable String hint) {
        super(hint == null ? problem : problem + "; " + hint);
        this.text = text;
        this.position = position;
    }

    public String text() {
        return text;
    }

    public int position() {
        return position;
    }

    /** The message, the text below it and a caret under the wrong place: three lines, no newline at the end. */
    public String pointed() {
        return getMessage() + "\n" + Caret.under(text, position);
    }
}
