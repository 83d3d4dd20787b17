package dt.output;

/** RFC 3629, byte by byte. */
final class Utf8 {
    private Utf8() {}

    /** How many bytes a character that begins so has; 1 for ASCII, 0 when none begins so. */
    static int length(int first) {
        if (first < 0x80) {
            return 1;
        }
        return first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    }

    /** Whether these bytes, fewer than a whole character, may begin one. */
    static boolean mayBegin(byte[] bytes, int at, int length) {
        for (int i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                return false;
            }
        }
        return length < 2 || secondFits(bytes[at] & 0xff, bytes[at + 1] & 0xff);
    }

    /** Whether these bytes are one whole character. */
    static boolean isCharacter(byte[] bytes, int at, int length) {
        return length >= 2 && mayBegin(bytes, at, length);
    }

    /** No overlong form, no surrogate, nothing above U+10FFFF. */
    private static boolean secondFits(int first, int second) {
        return switch (first) {
            case 0xe0 -> second >= 0xa0;
            case 0xed -> second < 0xa0;
            case 0xf0 -> second >= 0x90;
            case 0xf4 -> second < 0x90;
            default -> true;
        };
    }

    /**
     * Whether a terminal or a reader may take this character for a control: C1 controls, line and paragraph separators,
     * and the marks that turn the direction of writing, with which one text looks like another.
     */
    static boolean movesCursor(byte[] bytes, int at, int length) {
        int first = bytes[at] & 0xff;
        int second = bytes[at + 1] & 0xff;
        if (length == 2) {
            return first == 0xc2 && second < 0xa0;
        }
        if (length == 3 && first == 0xe2) {
            int third = bytes[at + 2] & 0xff;
            return (second == 0x80 && (third == 0x8e || third == 0x8f || (third >= 0xa8 && third <= 0xae)))
                    || (second == 0x81 && third >= 0xa6 && third <= 0xa9);
        }
        return false;
    }
}
