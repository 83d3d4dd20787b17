package dt.output;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A name between the colons of a result line: {@code :}, {@code %} and every blank, control or acting character is
 * percent-encoded as RFC 3986 does, so that colons and blanks always separate.
 */
final class Field {
    private static final String HEX = "0123456789ABCDEF";

    private Field() {}

    static String encode(String name) {
        if (name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ':' && c != '%')) {
            return name;
        }
        var encoded = new StringBuilder();
        name.codePoints().forEach(point -> {
            if (separates(point)) {
                for (byte b : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
                    encoded.append('%').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
                }
            } else {
                encoded.appendCodePoint(point);
            }
        });
        return encoded.toString();
    }

    private static boolean separates(int point) {
        return point == ':'
                || point == '%'
                || point <= ' '
                || point == 0x7f
                || Utf8.acts(point)
                || Character.isWhitespace(point)
                || Character.isSpaceChar(point)
                || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    /** What was encoded; a {@code %} that two hexadecimal digits do not follow is itself. */
    static String decode(String field) {
        if (field.indexOf('%') < 0) {
            return field;
        }
        var bytes = field.getBytes(StandardCharsets.UTF_8);
        var decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            if (low < 0) {
                decoded.write(bytes[i]);
            } else {
                decoded.write((high << 4) | low);
                i += 2;
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }
}
