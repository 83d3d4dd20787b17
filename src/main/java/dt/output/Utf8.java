package dt.output;

/** UTF-8 as RFC 3629 defines it: no overlong forms, no surrogates, nothing above U+10FFFF. */
final class Utf8 {
    /** The bytes begin a character, and end before it does. */
    static final int INCOMPLETE = -1;

    static final int INVALID = 0;

    private Utf8() {}

    /** Length of the character at {@code at}, or {@link #INVALID}, or {@link #INCOMPLETE}. */
    static int length(byte[] bytes, int at, int end) {
        int first = bytes[at] & 0xff;
        int length = lengthBy(first);
        for (int i = 1; i < length; i++) {
            if (at + i >= end) {
                return INCOMPLETE;
            }
            int next = bytes[at + i] & 0xff;
            if (next < 0x80 || next > 0xbf || (i == 1 && !second(first, next))) {
                return INVALID;
            }
        }
        return length;
    }

    private static int lengthBy(int first) {
        if (first < 0x80) {
            return 1;
        }
        if (first < 0xc2 || first > 0xf4) {
            return INVALID;
        }
        return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    }

    private static boolean second(int first, int second) {
        return switch (first) {
            case 0xe0 -> second >= 0xa0;
            case 0xed -> second < 0xa0;
            case 0xf0 -> second >= 0x90;
            case 0xf4 -> second < 0x90;
            default -> true;
        };
    }

    /** The code point of a valid character. */
    static int codePoint(byte[] bytes, int at, int length) {
        int point = length == 1 ? bytes[at] : bytes[at] & (0x7f >> length);
        for (int i = 1; i < length; i++) {
            point = point << 6 | (bytes[at + i] & 0x3f);
        }
        return point;
    }

    /**
     * Whether a terminal or an editor may take the character for a command: C1 controls (U+009B is ESC [ in one), line and
     * paragraph separator, and the marks that turn the direction of text, with which a line can be made to look like
     * another.
     */
    static boolean acts(int point) {
        return (point >= 0x80 && point <= 0x9f)
                || point == 0x200e
                || point == 0x200f
                || (point >= 0x2028 && point <= 0x202e)
                || (point >= 0x2066 && point <= 0x2069);
    }
}
