package dt.run;

import java.util.concurrent.atomic.AtomicLong;

/** How much memory is left for the output of all hosts of a run. */
final class Memory {
    private final AtomicLong left;

    Memory(long bytes) {
        left = new AtomicLong(bytes);
    }

    /** Takes so much, or nothing and answers false. */
    boolean take(long bytes) {
        long now = left.get();
        while (now >= bytes) {
            if (left.compareAndSet(now, now - bytes)) {
                return true;
            }
            now = left.get();
        }
        return false;
    }

    void giveBack(long bytes) {
        left.addAndGet(bytes);
    }

    long left() {
        return left.get();
    }
}
