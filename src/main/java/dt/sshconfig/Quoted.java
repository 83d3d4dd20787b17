package dt.sshconfig;

/** Makes text from a file fit for a message of one line. */
final class Quoted {
    private static final int LIMIT = 100;

    private Quoted() {}

    /** The text with control characters shown as {@code ?}, cut where it grows long. */
    static String visible(String text) {
        var shown = new StringBuilder();
        text.codePoints().limit(LIMIT).forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? '?' : c));
        return text.codePointCount(0, text.length()) > LIMIT ? shown + "..." : shown.toString();
    }

    static String quote(String text) {
        return "'" + visible(text) + "'";
    }
}
