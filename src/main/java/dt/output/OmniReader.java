package dt.output;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads result lines from a pipe that anybody may have filled. */
public final class OmniReader {
    private static final int LONGEST = 1 << 30;
    private static final int FIELDS = 6;

    private OmniReader() {}

    /**
     * Shows each result line in the view, and hands every line that is none to {@code others}.
     *
     * @return whether every host was okay
     */
    public static boolean read(InputStream input, View view, Consumer<byte[]> others) throws IOException {
        var in = new BufferedInputStream(input, 64 << 10);
        var line = new ByteArrayOutputStream();
        boolean okay = true;
        while (true) {
            int b = in.read();
            if (b >= 0 && b != '\n') {
                if (line.size() >= LONGEST) {
                    throw new IOException("a line is longer than 1 GiB");
                }
                line.write(b);
                continue;
            }
            if (line.size() > 0 || b == '\n') {
                var seen = parse(line.toByteArray());
                if (seen.isPresent()) {
                    view.show(seen.get());
                    okay &= seen.get().okay();
                } else {
                    others.accept(line.toByteArray());
                }
                line.reset();
            }
            if (b < 0) {
                view.finish();
                return okay;
            }
        }
    }

    static Optional<Seen> parse(byte[] line) {
        var fields = new int[FIELDS];
        int found = 1;
        for (int at = 0; at < line.length && found < FIELDS; at++) {
            if (line[at] == ':') {
                fields[found++] = at + 1;
            }
        }
        if (found < FIELDS) {
            return Optional.empty();
        }
        var status = field(line, fields, 0);
        var encoding = field(line, fields, 1);
        boolean known = (status.equals("okay") || status.equals("fail"))
                && (encoding.isEmpty() || encoding.equals("base64"))
                && field(line, fields, 2).equals("dt");
        if (!known) {
            return Optional.empty();
        }
        var text = java.util.Arrays.copyOfRange(line, fields[5], line.length);
        try {
            var bytes =
                    encoding.isEmpty() ? unescaped(text) : Base64.getDecoder().decode(text);
            return Optional.of(
                    new Seen(decoded(field(line, fields, 4)), status.equals("okay"), bytes, field(line, fields, 3)));
        } catch (IllegalArgumentException brokenBase64) {
            return Optional.empty();
        }
    }

    private static String field(byte[] line, int[] fields, int index) {
        return new String(line, fields[index], fields[index + 1] - 1 - fields[index], StandardCharsets.UTF_8);
    }

    private static String decoded(String host) {
        var bytes = new ByteArrayOutputStream();
        var raw = host.getBytes(StandardCharsets.UTF_8);
        int at = 0;
        while (at < raw.length) {
            if (raw[at] == '%' && at + 2 < raw.length && isHex(raw[at + 1]) && isHex(raw[at + 2])) {
                bytes.write(Character.digit(raw[at + 1], 16) << 4 | Character.digit(raw[at + 2], 16));
                at += 3;
            } else {
                bytes.write(raw[at++]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static boolean isHex(byte b) {
        return Character.digit(b, 16) >= 0;
    }

    /** The bytes behind the escapes, as {@code printf %b} gives them. */
    static byte[] unescaped(byte[] text) {
        var bytes = new ByteArrayOutputStream(text.length);
        int at = 0;
        while (at < text.length) {
            int next = at + 1 < text.length ? text[at + 1] : -1;
            boolean escape = text[at] == '\\' && (next == '\\' || next == 'n' || next == 'r' || next == '0');
            if (!escape) {
                bytes.write(text[at++]);
                continue;
            }
            at += 2;
            if (next == '0') {
                int value = 0;
                for (int end = at + 3; at < end && at < text.length && text[at] >= '0' && text[at] <= '7'; at++) {
                    value = value * 8 + text[at] - '0';
                }
                bytes.write(value);
            } else {
                bytes.write(next == 'n' ? '\n' : next == 'r' ? '\r' : '\\');
            }
        }
        return bytes.toByteArray();
    }
}
