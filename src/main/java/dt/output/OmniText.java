package dt.output;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** Takes a result line apart. */
final class OmniText {
    private static final Set<String> STATES = Set.of("okay", "fail", "info", "type");
    private static final Set<String> ENCODINGS = Set.of("", "base64", "hidden");
    private static final int COLONS = 5;

    private OmniText() {}

    /** The line, without its newline; empty if it is none. */
    static Optional<OmniLine> parse(byte[] line, int length, boolean cut) {
        var fields = new String[COLONS];
        int from = 0;
        for (int i = 0; i < COLONS; i++) {
            int colon = from;
            while (colon < length && line[colon] != ':') {
                colon++;
            }
            if (colon == length) {
                return Optional.empty();
            }
            fields[i] = new String(line, from, colon - from, StandardCharsets.UTF_8);
            from = colon + 1;
        }
        if (!STATES.contains(fields[0])
                || !ENCODINGS.contains(fields[1])
                || !fields[2].equals("dt")
                || fields[3].isEmpty()
                || fields[4].isEmpty()) {
            return Optional.empty();
        }
        var text = Arrays.copyOfRange(line, from, length);
        var decoded = fields[1].equals("base64") ? base64(text, cut) : Optional.of(unescape(text));
        return decoded.map(bytes ->
                new OmniLine(fields[0], fields[1], Field.decode(fields[3]), Field.decode(fields[4]), bytes, cut));
    }

    private static Optional<byte[]> base64(byte[] text, boolean cut) {
        try {
            return Optional.of(
                    Base64.getDecoder().decode(cut ? Arrays.copyOf(text, text.length - text.length % 4) : text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What {@link Escape} wrote; a backslash before anything else is one, as in lines of old programs. */
    static byte[] unescape(byte[] text) {
        var out = new ByteArrayOutputStream(text.length);
        int at = 0;
        while (at < text.length) {
            int next = text[at] == '\\' && at + 1 < text.length ? text[at + 1] : -1;
            int octal = next == '0' ? octal(text, at + 2) : -1;
            if (octal >= 0) {
                out.write(octal);
                at += 5;
            } else if (next == '\\' || next == 'n' || next == 'r') {
                out.write(next == 'n' ? '\n' : next == 'r' ? '\r' : '\\');
                at += 2;
            } else {
                out.write(text[at]);
                at++;
            }
        }
        return out.toByteArray();
    }

    private static int octal(byte[] text, int at) {
        if (at + 3 > text.length) {
            return -1;
        }
        int value = 0;
        for (int i = at; i < at + 3; i++) {
            if (text[i] < '0' || text[i] > '7') {
                return -1;
            }
            value = value << 3 | (text[i] - '0');
        }
        return value < 256 ? value : -1;
    }
}
