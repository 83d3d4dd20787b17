package dt.agent;

import java.util.function.LongSupplier;

/**
 * Keeps the memory of a process that stays near to what it needs. The serial collector, which is the smallest, looks at old
 * objects only when the heap has grown to its limit: a quarter of the machine. Connections that were closed would fill that.
 */
public final class Heap {
    /** So much more than what was needed last is not worth a collection. */
    private static final long SLACK = 48 << 20;

    private final LongSupplier used;
    private final Runnable collect;
    private long needed;

    /** That of this process. */
    public Heap() {
        this(Heap::usedNow, System::gc);
    }

    Heap(LongSupplier used, Runnable collect) {
        this.used = used;
        this.collect = collect;
    }

    /** Collects when much may be gone; to be called now and then, from one thread. */
    public void tidy() {
        if (used.getAsLong() > needed + needed / 4 + SLACK) {
            collect.run();
            needed = used.getAsLong();
        }
    }

    private static long usedNow() {
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
