package dt.cli;

import java.util.concurrent.atomic.AtomicReference;

/** Passes Ctrl-C and SIGTERM on to whatever is under way. */
final class Interrupt {
    private final AtomicReference<Runnable> action;

    Interrupt() {
        this(Interrupt::nothing);
    }

    /** @param otherwise run by {@link #fire} while nothing else is to be ended */
    Interrupt(Runnable otherwise) {
        action = new AtomicReference<>(otherwise);
    }

    /** While {@code work} lasts, {@link #fire} runs this. Used with try. */
    Guard during(Runnable ends) {
        var before = action.getAndSet(ends);
        return () -> action.set(before);
    }

    void fire() {
        action.get().run();
    }

    private static void nothing() {}

    interface Guard extends AutoCloseable {
        @Override
        void close();
    }
}
