package dt.output;

import java.nio.ByteBuffer;

/** Cuts a stream of bytes into runs that may be printed as they are, and the rest. Characters may be cut by a call. */
final class Scan implements Bytes {
    /** What the stream is made of, in order. */
    interface Parts {
        /** Whole characters that need no care. */
        void plain(byte[] bytes, int offset, int length);

        /** An ASCII character that was asked for. */
        void special(int c);

        /** A character that {@link Utf8#acts}. */
        void acting(byte[] bytes, int offset, int length);

        /** A byte that is no part of a valid character. */
        void invalid(int b);
    }

    private final boolean[] specials;
    private final Parts parts;
    private final Plain plain;
    private final byte[] carry = new byte[4];
    private int carried;

    /** @param specials true for each ASCII character that is not plain; 128 of them */
    Scan(boolean[] specials, Parts parts) {
        this.specials = specials;
        this.parts = parts;
        this.plain = new Plain(specials['"'] ? '"' : '\\');
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int at = carried > 0 ? complete(bytes, offset, end) : offset;
        var words = Plain.words(bytes);
        while (at < end) {
            int stop = plainUntil(words, bytes, at, end);
            if (stop > at) {
                parts.plain(bytes, at, stop - at);
            }
            at = stop < end ? odd(bytes, stop, end) : end;
        }
    }

    /** There is nothing more: a character that was begun is none. */
    void end() {
        int left = carried;
        carried = 0;
        for (int i = 0; i < left; i++) {
            parts.invalid(carry[i] & 0xff);
        }
    }

    private int plainUntil(ByteBuffer words, byte[] bytes, int from, int end) {
        int at = plain.until(words, from, end);
        while (at < end) {
            int b = bytes[at];
            if (b >= 0) {
                if (specials[b]) {
                    return at;
                }
                at++;
            } else {
                int length = Utf8.length(bytes, at, end);
                if (length <= 0 || Utf8.acts(Utf8.codePoint(bytes, at, length))) {
                    return at;
                }
                at += length;
            }
            at = plain.until(words, at, end);
        }
        return end;
    }

    private int odd(byte[] bytes, int at, int end) {
        if (bytes[at] >= 0) {
            parts.special(bytes[at]);
            return at + 1;
        }
        int length = Utf8.length(bytes, at, end);
        if (length > 0) {
            parts.acting(bytes, at, length);
            return at + length;
        }
        if (length == Utf8.INCOMPLETE) {
            carried = end - at;
            System.arraycopy(bytes, at, carry, 0, carried);
            return end;
        }
        parts.invalid(bytes[at] & 0xff);
        return at + 1;
    }

    private int complete(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end) {
            carry[carried] = bytes[at];
            int length = Utf8.length(carry, 0, carried + 1);
            if (length == Utf8.INVALID) {
                end();
                return at;
            }
            carried++;
            at++;
            if (length > 0) {
                carried = 0;
                if (Utf8.acts(Utf8.codePoint(carry, 0, length))) {
                    parts.acting(carry, 0, length);
                } else {
                    parts.plain(carry, 0, length);
                }
                return at;
            }
        }
        return end;
    }
}
