package dt.output;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One stream of one host, cut into lines as it comes. */
final class RawStream {
    /** A longer line is printed in pieces, so that a host without newlines is seen and not held. */
    static final int LONGEST = 64 << 10;

    private final byte[] prefix;
    private final Sink out;
    private final Escape escape;
    private byte[] line = new byte[0];
    private int used;

    RawStream(String host, Sink out, Escape escape) {
        this.prefix = (Field.encode(host) + ": ").getBytes(StandardCharsets.UTF_8);
        this.out = out;
        this.escape = escape;
    }

    void write(byte[] bytes) {
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                hold(bytes, from, i - from);
                print(used);
                from = i + 1;
            }
        }
        hold(bytes, from, bytes.length - from);
    }

    /** Prints a line that has no newline yet. */
    void end() {
        if (used > 0) {
            print(used);
        }
    }

    private void hold(byte[] bytes, int offset, int length) {
        int at = offset;
        int left = length;
        while (left > 0) {
            if (used == LONGEST) {
                print(wholeCharacters());
            }
            int size = Math.min(left, LONGEST - used);
            if (used + size > line.length) {
                line = Arrays.copyOf(line, Math.min(LONGEST, Math.max(used + size, line.length * 2)));
            }
            System.arraycopy(bytes, at, line, used, size);
            used += size;
            at += size;
            left -= size;
        }
    }

    private int wholeCharacters() {
        for (int at = used - 3; at < used; at++) {
            if (line[at] < 0 && Utf8.length(line, at, used) == Utf8.INCOMPLETE) {
                return at;
            }
        }
        return used;
    }

    private void print(int length) {
        out.write(prefix, 0, prefix.length);
        escape.write(line, 0, length);
        escape.end();
        out.put('\n');
        used -= length;
        System.arraycopy(line, length, line, 0, used);
    }
}
