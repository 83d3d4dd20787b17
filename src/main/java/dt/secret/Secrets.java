package dt.secret;

import dt.module.Job;
import dt.module.Observer;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What must not be said, in one call of dt. May grow while a run goes on, as prompts are answered. Any thread may use it.
 */
public final class Secrets {
    /** What stands in the place of a secret. */
    public static final String STARS = "***";

    private static final int LONGEST_CHARACTER = 3; // bytes of UTF-8 for one char of UTF-16

    private volatile List<byte[]> all = List.of();

    /** Keeps a copy; the caller may wipe its own. Nothing is no secret. */
    public void add(char[] secret) {
        var room = ByteBuffer.allocate(secret.length * LONGEST_CHARACTER);
        var encoder = StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        encoder.encode(CharBuffer.wrap(secret), room, true);
        var copy = Arrays.copyOf(room.array(), room.position());
        Arrays.fill(room.array(), (byte) 0);
        add(copy);
    }

    private synchronized void add(byte[] secret) {
        if (secret.length == 0 || all.stream().anyMatch(known -> Arrays.equals(known, secret))) {
            return;
        }
        var more = new ArrayList<>(all);
        more.add(secret);
        all = List.copyOf(more);
    }

    /** Those known by now. */
    List<byte[]> all() {
        return all;
    }

    /** The text without any of them. */
    public String mask(String text) {
        if (all.isEmpty()) {
            return text;
        }
        var masked = new Kept();
        var mask = new Mask(this, masked);
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        mask.write(0, bytes, 0, bytes.length);
        mask.end();
        return masked.text();
    }

    /** A stream that leaves them out of what it passes on. A piece that is flushed is taken for whole. */
    public OutputStream mask(OutputStream out) {
        return new MaskedStream(this, out);
    }

    /** The job with its output, its plans and its messages masked. */
    public Job mask(Job job) {
        return new MaskedJob(job, this);
    }

    /** An observer that tells {@code next} of results whose messages are masked. */
    public Observer mask(Observer next) {
        return new MaskedResults(next, this);
    }

    private static final class Kept implements Mask.Sink {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void take(int stream, byte[] from, int offset, int length) {
            bytes.write(from, offset, length);
        }

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
