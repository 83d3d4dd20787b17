package dt.nssmap;

/**
 * How a name may be spelled.
 *
 * @param longest in bytes
 */
record Grammar(int longest, boolean dots, boolean uppercase) {
    static final int LONGEST = 64;

    /** What some config could map. */
    static final Grammar WIDEST = new Grammar(LONGEST, true, true);

    boolean admits(String name) {
        if (name.isEmpty() || name.length() > longest || !isLetter(name.charAt(0))) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isLetter(c) && !(c >= '0' && c <= '9') && c != '-' && !(dots && c == '.')) {
                return false;
            }
        }
        return !name.endsWith("-") && !name.endsWith(".");
    }

    private boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || c == '_' || (uppercase && c >= 'A' && c <= 'Z');
    }
}
