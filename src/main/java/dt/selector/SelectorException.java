package dt.selector;

import dt.hostlist.Caret;

/** A selector is wrong. The message is one line without the selector; {@link #pointed} shows the place. */
public final class SelectorException extends Exception {
    private static final long serialVersionUID = 1;

    private final String text;
    private final int position;

    /**
     * @param message what is wrong and, after a semicolon, what to do
     * @param text the whole selector
     * @param position which character of it is wrong, from 0
     */
    public SelectorException(String message, String text, int position) {
        super(message);
        this.text = text;
        this.position = Math.clamp(position, 0, text.length());
    }

    public int position() {
        return position;
    }

    /** The message, the selector below it and a caret under the place: three lines, no newline at the end. */
    public String pointed() {
        return getMessage() + "\n" + Caret.under(text, position);
    }
}
