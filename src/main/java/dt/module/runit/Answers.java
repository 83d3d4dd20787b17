package dt.module.runit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dt.remote.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes one answer after the other out of what a host prints, and hands on what it complains of. */
final class Answers implements Output {
    private static final byte[] BEAT = "dt-beat\0".getBytes(US_ASCII);
    private static final byte[] BEGIN = "dt-runit\0".getBytes(US_ASCII);
    private static final byte[] END = "\0end\0".getBytes(US_ASCII);
    private static final int LONGEST = 4 << 20;

    private final Consumer<Answer> to;
    private final Output complaints;
    private byte[] kept = {};
    /** How far ends of answers were looked for in vain. */
    private int looked;

    private boolean wrong;

    Answers(Consumer<Answer> to, Output complaints) {
        this.to = to;
        this.complaints = complaints;
    }

    @Override
    public void stdout(byte[] bytes, int offset, int length) throws IOException {
        var all = new ByteArrayOutputStream(kept.length + length);
        all.write(kept);
        all.write(bytes, offset, length);
        kept = all.toByteArray();
        while (takeBeat() || takeAnswer()) {}
        boolean isOurs = begins(BEAT) || begins(BEGIN);
        if (kept.length > LONGEST || !isOurs) {
            wrong = true;
            throw new IOException(ServicesJob.WRONG);
        }
    }

    /** Whether something came that is no answer; then it was not taken, which ends the command. */
    boolean areWrong() {
        return wrong;
    }

    @Override
    public void stderr(byte[] bytes, int offset, int length) throws IOException {
        complaints.stderr(bytes, offset, length);
    }

    /** Whether this may still become one, as far as it has come. */
    private boolean begins(byte[] word) {
        int length = Math.min(kept.length, word.length);
        return Arrays.equals(kept, 0, length, word, 0, length);
    }

    private boolean takeBeat() {
        boolean whole = kept.length >= BEAT.length && begins(BEAT);
        if (whole) {
            drop(BEAT.length);
        }
        return whole;
    }

    /** A service may be called "end", so what looks like the end need not be it. */
    private boolean takeAnswer() {
        for (int i = looked; i + END.length <= kept.length; i++) {
            if (Arrays.equals(kept, i, i + END.length, END, 0, END.length)) {
                Optional<Answer> answer = Answer.parse(Arrays.copyOf(kept, i + END.length));
                if (answer.isPresent()) {
                    drop(i + END.length);
                    to.accept(answer.get());
                    return true;
                }
            }
            looked = i + 1;
        }
        return false;
    }

    private void drop(int length) {
        kept = Arrays.copyOfRange(kept, length, kept.length);
        looked = 0;
    }
}
