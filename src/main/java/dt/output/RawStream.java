package dt.output;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One stream of one host, cut into lines as it comes. */
final class RawStream {
    /** A longer line is printed in pieces, so that a host without newlines is seen and not held. */
    static final int LONGEST = 64 << 10;

    private static final Plain PLAIN = new Plain('\\');

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
        var words = Plain.words(bytes);
        int at = 0;
        while (at < bytes.length) {
            int stop = PLAIN.until(words, at, bytes.length);
            int newline = newlineFrom(words, stop);
            if (newline < 0) {
                hold(bytes, at, bytes.length - at);
                return;
            }
            int length = newline - at;
            if (used > 0 || length > LONGEST) {
                hold(bytes, at, length);
                print(used);
            } else if (newline == stop) {
                // Nothing in it needs care.
                out.write(prefix, 0, prefix.length);
                out.write(bytes, at, length + 1);
            } else {
                print(bytes, at, length);
            }
            at = newline + 1;
        }
    }

    private static int newlineFrom(ByteBuffer words, int from) {
        int at = from;
        while (at < words.limit() && words.get(at) != '\n') {
            at = PLAIN.until(words, at + 1, words.limit());
        }
        return at < words.limit() ? at : -1;
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

    /** Prints so much of what is held. */
    private void print(int length) {
        print(line, 0, length);
        used -= length;
        System.arraycopy(line, length, line, 0, used);
    }

    private void print(byte[] bytes, int offset, int length) {
        out.write(prefix, 0, prefix.length);
        escape.write(bytes, offset, length);
        escape.end();
        out.put('\n');
    }
}
