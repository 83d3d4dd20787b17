package dt.ssh;

/** Platform threads: a blocking read on a virtual one starts a poller that holds up the end of the JVM by 300 ms. */
final class Threads {
    private static final long STACK = 256 * 1024;

    private Threads() {}

    static Thread daemon(String name, Runnable work) {
        var thread = new Thread(null, work, name, STACK, false);
        thread.setDaemon(true);
        return thread;
    }
}
