package dt.module;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The password of a run: asked for when it is first needed, kept until the run is over, then overwritten. */
final class Password implements AutoCloseable {
    private final Ask ask;
    private byte @Nullable [] answer;
    private boolean asked;

    Password(Ask ask) {
        this.ask = ask;
    }

    /** The password and a newline, as sudo -S reads it, or null when there is none. The caller wipes it. */
    synchronized byte @Nullable [] line() {
        if (!asked) {
            asked = true;
            ask.secret("dt: password for sudo on the hosts: ").ifPresent(this::keep);
        }
        return answer == null ? null : answer.clone();
    }

    /** The same, if it was asked for already. */
    synchronized byte @Nullable [] known() {
        return answer == null ? null : answer.clone();
    }

    private void keep(char[] typed) {
        var room = new byte[typed.length * 4 + 1];
        var bytes = ByteBuffer.wrap(room);
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(typed), bytes, true);
        bytes.put((byte) '\n');
        answer = Arrays.copyOf(room, bytes.position());
        Arrays.fill(room, (byte) 0);
        Arrays.fill(typed, '\0');
    }

    @Override
    public synchronized void close() {
        if (answer != null) {
            Arrays.fill(answer, (byte) 0);
            answer = null;
        }
        asked = true;
    }
}
