package dt.ssh;

/** Platform threads: they need nothing to be set up, and are there for what blocks in the system. */
final class Threads {
    private static final long STACK = 256 * 1024;

    private Threads() {}

    static Thread daemon(String name, Runnable work) {
        var thread = new Thread(null, work, name, STACK, false);
        thread.setDaemon(true);
        return thread;
    }
}
