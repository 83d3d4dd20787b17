package dt.hostlist;

/** Shows a place in a line of text, as compilers do. */
public final class Caret {
    /** How much of a long text is shown on either side of the place. */
    private static final int AROUND = 60;

    private static final String INDENT = "    ";

    private Caret() {}

    /**
     * Two lines, no newline at the end: the text, and a caret under its character at {@code position}. Far ends of a long
     * text are left out, and a character that would move the cursor is shown as {@code ?}.
     */
    public static String under(String text, int position) {
        int from = Math.max(0, position - AROUND);
        int to = Math.min(text.length(), position + AROUND);
        var before = from == 0 ? "" : "...";
        var after = to == text.length() ? "" : "...";
        var shown = new StringBuilder(INDENT).append(before);
        text.substring(from, to).chars().map(Caret::printable).forEach(c -> shown.append((char) c));
        return shown.append(after) + "\n" + " ".repeat(INDENT.length() + before.length() + position - from) + "^";
    }

    private static int printable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> '?';
            default -> c;
        };
    }
}
