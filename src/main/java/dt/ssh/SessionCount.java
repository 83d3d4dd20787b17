package dt.ssh;

/**
 * How many sessions a host has open on one connection, as far as it has said, those for our own use included; and the most
 * that there ever were at once, which is what it allows at the least.
 */
final class SessionCount {
    private int open;
    private int most;

    synchronized void opened() {
        open++;
        most = Math.max(most, open);
    }

    synchronized void closed() {
        open--;
    }

    synchronized int open() {
        return open;
    }

    synchronized int most() {
        return most;
    }
}
