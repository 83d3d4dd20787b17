package dt.output;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Makes bytes of a host safe for a terminal: control bytes but TAB, and bytes that are no UTF-8 (RFC 3629), become
 * {@code \0ooo}. So do the C1 controls U+0080 to U+009F, of which U+009B opens an escape sequence as ESC [ does. CR and
 * LF at the end are dropped.
 */
public final class Visible {
    private Visible() {}

    /** On one line, by the rule of the result line: LF is {@code \n}, CR {@code \r}, a backslash two. */
    static String line(byte[] text) {
        return escaped(text, true);
    }

    public static String line(String text) {
        return line(text.getBytes(StandardCharsets.UTF_8));
    }

    /** To be read: lines stay lines, ended by LF alone, and a backslash stays one. */
    static String lines(byte[] text) {
        return escaped(text, false);
    }

    /** A host name between colons, percent-encoded as in the result line. */
    static String field(String host) {
        return line(host.replace("%", "%25").replace(":", "%3A").replace("\n", "%0A"));
    }

    private static String escaped(byte[] text, boolean oneLine) {
        int end = text.length;
        while (end > 0 && (text[end - 1] == '\n' || text[end - 1] == '\r')) {
            end--;
        }
        var out = new ByteArrayOutputStream(end + 16);
        int at = 0;
        while (at < end) {
            int length = safeLength(text, at, end);
            if (length > 0) {
                if (oneLine && text[at] == '\\') {
                    out.write('\\');
                }
                out.write(text, at, length);
                at += length;
            } else {
                unsafe(text, at, end, oneLine, out);
                at++;
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void unsafe(byte[] text, int at, int end, boolean oneLine, ByteArrayOutputStream out) {
        int b = text[at] & 0xff;
        if (b == '\n') {
            out.writeBytes(oneLine ? new byte[] {'\\', 'n'} : new byte[] {'\n'});
        } else if (b == '\r') {
            boolean endsLine = at + 1 < end && text[at + 1] == '\n';
            if (oneLine || !endsLine) {
                out.writeBytes(new byte[] {'\\', 'r'});
            }
        } else {
            out.writeBytes(
                    new byte[] {'\\', '0', (byte) ('0' + (b >> 6)), (byte) ('0' + (b >> 3 & 7)), (byte) ('0' + (b & 7))
                    });
        }
    }

    /** How many bytes from here make one character that may be printed; 0 if none. */
    private static int safeLength(byte[] text, int at, int end) {
        int first = text[at] & 0xff;
        if (first < 0x80) {
            return first == '\t' || (first >= 0x20 && first != 0x7f) ? 1 : 0;
        }
        int length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
        if (length == 0 || at + length > end) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((text[at + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        int second = text[at + 1] & 0xff;
        boolean good = switch (first) {
            case 0xc2, 0xe0 -> second >= 0xa0;
            case 0xed -> second < 0xa0;
            case 0xf0 -> second >= 0x90;
            case 0xf4 -> second < 0x90;
            default -> true;
        };
        return good ? length : 0;
    }
}
