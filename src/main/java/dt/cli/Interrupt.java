package dt.cli;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Passes Ctrl-C and SIGTERM on to whatever is under way. */
final class Interrupt {
    private final AtomicReference<Work> current = new AtomicReference<>(new Work(null, null));
    private final AtomicReference<@Nullable Consumer<Interrupt>> listen;

    /** Somebody else tells it what comes. */
    Interrupt() {
        this(null);
    }

    /** @param listen called once, when for the first time there is something to be told */
    Interrupt(@Nullable Consumer<Interrupt> listen) {
        this.listen = new AtomicReference<>(listen);
    }

    /** While the guard is open, the first Ctrl-C does {@code stop}, the second {@code end}. Used with try. */
    Guard during(Runnable stop, Runnable end) {
        var work = new Work(stop, end);
        var before = current.getAndSet(work);
        var first = listen.getAndSet(null);
        if (first != null) {
            first.accept(this);
        }
        return new Guard(work, () -> current.set(before));
    }

    /** Somebody else takes the signals from here on, and tells this what they are to do. */
    void leaveSignals() {
        listen.set(null);
    }

    /** Ctrl-C. False: nothing is left to be told, and dt is to leave at once. */
    boolean fire() {
        return current.get().fire();
    }

    /** SIGTERM or a closed terminal: as the second Ctrl-C. */
    boolean end() {
        return current.get().end();
    }

    /** The time in which signals are for one piece of work. */
    record Guard(Work work, Runnable closes) implements AutoCloseable {
        /** Whether a signal came. */
        boolean fired() {
            return work.told.get() > 0;
        }

        @Override
        public void close() {
            closes.run();
        }
    }

    /** What is under way, and how often it was told to end. */
    static final class Work {
        private final @Nullable Runnable stop;
        private final @Nullable Runnable end;
        private final AtomicInteger told = new AtomicInteger();

        Work(@Nullable Runnable stop, @Nullable Runnable end) {
            this.stop = stop;
            this.end = end;
        }

        // No lock is held while it is done: the next Ctrl-C may have to free what this one waits for.
        private boolean fire() {
            if (stop == null || !told.compareAndSet(0, 1)) {
                return end();
            }
            stop.run();
            return true;
        }

        private boolean end() {
            if (end == null || told.getAndSet(2) == 2) {
                return false;
            }
            end.run();
            return true;
        }
    }
}
