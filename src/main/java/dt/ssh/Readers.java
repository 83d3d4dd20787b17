package dt.ssh;

/** What kind of thread reads a connection for as long as it lives. */
enum Readers {
    /** A thread of the system for each: there at once, for a process that ends with its run. */
    SYSTEM,
    /** A virtual one for each: a few kB, for a process that keeps its connections. */
    VIRTUAL;

    /** A thread, not started. */
    Thread of(String host, Carrier way, Runnable work) {
        var name = "dt-read " + host;
        return this == SYSTEM || way.holdsThreads()
                ? Threads.daemon(name, work)
                : Thread.ofVirtual().name(name).unstarted(work);
    }
}
