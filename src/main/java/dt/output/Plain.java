package dt.output;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Finds where printable ASCII stops that needs no care, eight bytes at a time: nearly all that hosts print is that. Stops at
 * control characters, DEL, bytes that are no ASCII, backslashes, and one character more if asked.
 */
final class Plain {
    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long TOP = 0x8080_8080_8080_8080L;
    private static final long LOW = EACH * 0x7f;

    private final byte also;
    private final long others;

    /** @param also an ASCII character at which it stops, too; a backslash for none */
    Plain(char also) {
        this.also = (byte) also;
        this.others = EACH * also;
    }

    /** What {@link #until} reads. */
    static ByteBuffer words(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The first place from {@code from} on with another byte, or {@code end}. */
    int until(ByteBuffer words, int from, int end) {
        int at = from;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            long odd = odd(words.getLong(at));
            if (odd != 0) {
                return at + Long.numberOfTrailingZeros(odd) / Byte.SIZE;
            }
        }
        while (at < end && isPlain(words.get(at))) {
            at++;
        }
        return at;
    }

    /** The top bit of each byte that is not plain. Each sum stays within its byte. */
    private long odd(long word) {
        long low = word & LOW;
        long printable = low + EACH * (0x80 - ' ');
        long noBackslash = (low ^ EACH * '\\') + LOW;
        long noOther = (low ^ others) + LOW;
        long delete = low + EACH;
        return (word | delete | ~(printable & noBackslash & noOther)) & TOP;
    }

    private boolean isPlain(byte b) {
        return b >= ' ' && b != 0x7f && b != '\\' && b != also;
    }
}
