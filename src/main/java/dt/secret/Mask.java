package dt.secret;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Takes secrets out of a sequence of bytes that comes in pieces. Bytes that may be the beginning of a secret are held
 * until it is known; all others go on at once. Each byte belongs to a stream, and a secret may be spread over several.
 *
 * <p>Every byte of every occurrence goes, also where two overlap; a row of them becomes one {@link Secrets#STARS}.
 */
final class Mask {
    private static final byte[] STARS = Secrets.STARS.getBytes(StandardCharsets.US_ASCII);

    private final Secrets secrets;
    private final Sink to;
    private byte[] bytes = new byte[0];
    private byte[] streams = new byte[0];
    private boolean[] hits = new boolean[0];
    private int size;
    /** The stream of the byte that was passed on last, if that was part of a secret; -1 if it was not. */
    private int starred = -1;

    /** Takes what may be said. */
    @FunctionalInterface
    interface Sink {
        void take(int stream, byte[] bytes, int offset, int length);
    }

    Mask(Secrets secrets, Sink to) {
        this.secrets = secrets;
        this.to = to;
    }

    void write(int stream, byte[] more, int offset, int length) {
        var all = secrets.all();
        if (all.isEmpty() && size == 0) {
            to.take(stream, more, offset, length);
            return;
        }
        append(stream, more, offset, length);
        all.forEach(this::find);
        pass(size - undecided(all));
    }

    /** There is no more: what was held was no secret. */
    void end() {
        pass(size);
        starred = -1;
    }

    private void append(int stream, byte[] more, int offset, int length) {
        int need = size + length;
        if (need > bytes.length) {
            int room = Math.max(need, Math.min(bytes.length * 2, 1 << 16));
            bytes = Arrays.copyOf(bytes, room);
            streams = Arrays.copyOf(streams, room);
            hits = Arrays.copyOf(hits, room);
        }
        System.arraycopy(more, offset, bytes, size, length);
        Arrays.fill(streams, size, need, (byte) stream);
        Arrays.fill(hits, size, need, false);
        size = need;
    }

    private void find(byte[] secret) {
        byte first = secret[0];
        for (int at = 0; at <= size - secret.length; at++) {
            if (bytes[at] == first && matches(secret, at, secret.length)) {
                Arrays.fill(hits, at, at + secret.length, true);
            }
        }
    }

    private boolean matches(byte[] secret, int at, int length) {
        return Arrays.equals(bytes, at, at + length, secret, 0, length);
    }

    /** How many bytes at the end are the beginning of a secret. */
    private int undecided(List<byte[]> all) {
        int most = 0;
        for (var secret : all) {
            int longest = Math.min(size, secret.length - 1);
            while (longest > most && !matches(secret, size - longest, longest)) {
                longest--;
            }
            most = Math.max(most, longest);
        }
        return most;
    }

    private void pass(int count) {
        int at = 0;
        while (at < count) {
            int end = at + 1;
            while (end < count && hits[end] == hits[at] && streams[end] == streams[at]) {
                end++;
            }
            if (!hits[at]) {
                to.take(streams[at], bytes, at, end - at);
                starred = -1;
            } else if (starred != streams[at]) {
                to.take(streams[at], STARS, 0, STARS.length);
                starred = streams[at];
            }
            at = end;
        }
        size -= count;
        System.arraycopy(bytes, count, bytes, 0, size);
        System.arraycopy(streams, count, streams, 0, size);
        System.arraycopy(hits, count, hits, 0, size);
    }
}
