package dt.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Has the client ask at its terminal; one question at a time. */
final class CallerAsker implements Caller.Asker {
    private final Wire wire;
    private Frame.@Nullable Answer answer;
    private boolean gone;

    CallerAsker(Wire wire) {
        this.wire = wire;
    }

    synchronized void answered(Frame.Answer given) {
        answer = given;
        notifyAll();
    }

    /** Nobody will answer any more. */
    synchronized void gone() {
        gone = true;
        notifyAll();
    }

    @Override
    public synchronized Optional<char[]> ask(boolean hidden, String question) {
        try {
            answer = null;
            wire.write(new Frame.Ask(hidden, question));
            while (answer == null && !gone) {
                // Ends when the client does: it waits for the person, who may take as long as people take.
                wait();
            }
            return answer == null ? Optional.empty() : typed(answer);
        } catch (IOException hungUp) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            answer = null;
        }
    }

    private static Optional<char[]> typed(Frame.Answer answer) {
        var decoded = StandardCharsets.UTF_8.decode(answer.typed().buffer());
        var chars = new char[decoded.remaining()];
        decoded.get(chars);
        Arrays.fill(decoded.array(), '\0');
        answer.typed().wipe();
        return answer.given() ? Optional.of(chars) : Optional.empty();
    }
}
