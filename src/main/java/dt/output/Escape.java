package dt.output;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a host's bytes as the text of a result line, however many come. What is plain goes through as it is, in whole
 * runs; {@code printf %b} gives the bytes back.
 *
 * <p>The CR and LF at the end are dropped, so line ends are held back until something follows. A character of UTF-8 that
 * is cut by the end of a block waits for the rest.
 */
final class Escape {
    private final OutputStream out;
    private final boolean legacy;
    private final byte[] partial = new byte[4];
    private int partialLength;
    /** Line ends not yet written. */
    private final StringBuilder held = new StringBuilder();

    /** @param legacy the original's rule: a backslash stays one */
    Escape(OutputStream out, boolean legacy) {
        this.out = out;
        this.legacy = legacy;
    }

    void write(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        int end = offset + length;
        while (at < end && partialLength > 0) {
            at = complete(bytes, at);
        }
        while (at < end) {
            int plain = at;
            while (plain < end && isPlain(bytes[plain])) {
                plain++;
            }
            if (plain > at) {
                release();
                out.write(bytes, at, plain - at);
                at = plain;
            } else {
                at = special(bytes, at, end);
            }
        }
    }

    /** Ends the text: what is cut stays cut, line ends at the end are dropped. */
    void end() throws IOException {
        for (int i = 0; i < partialLength; i++) {
            octal(partial[i] & 0xff);
        }
        partialLength = 0;
        held.setLength(0);
    }

    private boolean isPlain(byte b) {
        return (b >= 0x20 && b != 0x7f && (b != '\\' || legacy)) || b == '\t';
    }

    private int special(byte[] bytes, int at, int end) throws IOException {
        int b = bytes[at] & 0xff;
        if (b == '\n' || b == '\r') {
            held.append((char) b);
            return at + 1;
        }
        if (b == '\\') {
            release();
            out.write('\\');
            out.write('\\');
            return at + 1;
        }
        int wanted = Utf8.length(b);
        if (wanted < 2) {
            octal(b);
            return at + 1;
        }
        if (at + wanted > end && Utf8.mayBegin(bytes, at, end - at)) {
            partialLength = end - at;
            System.arraycopy(bytes, at, partial, 0, partialLength);
            return end;
        }
        return at + character(bytes, at, Math.min(wanted, end - at), wanted);
    }

    /** Writes one character, or its first byte escaped when it is none; says how many bytes that took. */
    private int character(byte[] bytes, int at, int length, int wanted) throws IOException {
        if (length < wanted || !Utf8.isCharacter(bytes, at, wanted)) {
            octal(bytes[at] & 0xff);
            return 1;
        }
        if (Utf8.movesCursor(bytes, at, wanted)) {
            for (int i = 0; i < wanted; i++) {
                octal(bytes[at + i] & 0xff);
            }
        } else {
            release();
            out.write(bytes, at, wanted);
        }
        return wanted;
    }

    /** Goes on with a character that the last block cut; takes one byte at a time. */
    private int complete(byte[] bytes, int at) throws IOException {
        int wanted = Utf8.length(partial[0] & 0xff);
        partial[partialLength++] = bytes[at];
        if (partialLength < wanted && Utf8.mayBegin(partial, 0, partialLength)) {
            return at + 1;
        }
        int length = partialLength;
        partialLength = 0;
        int taken = character(partial, 0, length, wanted);
        if (taken < length) {
            // Not a character: its other bytes are looked at anew, the last of them may begin one.
            var rest = java.util.Arrays.copyOfRange(partial, taken, length);
            write(rest, 0, rest.length);
        }
        return at + 1;
    }

    private void octal(int b) throws IOException {
        release();
        out.write('\\');
        out.write('0');
        out.write('0' + (b >> 6));
        out.write('0' + (b >> 3 & 7));
        out.write('0' + (b & 7));
    }

    private void release() throws IOException {
        for (int i = 0; i < held.length(); i++) {
            out.write('\\');
            out.write(held.charAt(i) == '\n' ? 'n' : 'r');
        }
        held.setLength(0);
    }
}
