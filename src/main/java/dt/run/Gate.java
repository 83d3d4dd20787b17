package dt.run;

import dt.module.Outcome;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts hosts as they begin and end, on their own threads: before a thread takes the next host, the run knows how the
 * one before ended. An observer, which may be slow, would come to know it too late.
 */
final class Gate {
    private final @Nullable FailureLimit limit;
    private final Consumer<String> close;
    private int begun;
    private int failed;
    private boolean closed;

    /**
     * An open gate.
     *
     * @param close told once why no more hosts are to begin
     */
    Gate(@Nullable FailureLimit limit, Consumer<String> close) {
        this.limit = limit;
        this.close = close;
    }

    /** One that never closes. */
    static Gate open() {
        return new Gate(null, why -> {});
    }

    synchronized void begun() {
        begun++;
    }

    void ended(Outcome outcome) {
        String why;
        synchronized (this) {
            if (limit == null || closed || !FailureLimit.counts(outcome)) {
                return;
            }
            failed++;
            if (!limit.isReached(failed, begun)) {
                return;
            }
            closed = true;
            why = failed + (failed == 1 ? " host" : " hosts") + " failed, and --max-fail is " + limit;
        }
        close.accept(why);
    }

    synchronized boolean isClosed() {
        return closed;
    }
}
