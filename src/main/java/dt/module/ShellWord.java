package dt.module;

/** Words for the command line of a POSIX shell. */
public final class ShellWord {
    private ShellWord() {}

    /** The text as one word that the shell takes as it is, with quotes only where it needs them. */
    public static String quoted(String text) {
        return isPlain(text) ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letter && "_./:=,+@%-".indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
