package dt.ssh;

import java.time.Duration;
import java.util.ArrayDeque;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.connection.ConnectionException;

/**
 * What came in on a channel and was not yet looked at, in order. The window bounds its memory: a host that sends more
 * than it was allowed to breaks the protocol.
 */
final class Arrivals {
    /** How much a host may send before we have used some of it. */
    static final int WINDOW = 2 * 1024 * 1024;

    /** The longest piece, RFC 4253 6.1. */
    static final int PACKET = 32 * 1024;

    /** Far more answers and requests than any honest host sends between two looks. */
    private static final int SMALL_EVENTS = 1000;

    /** One thing that came in. */
    sealed interface Arrival {}

    record Opened() implements Arrival {}

    record Refused(int code, String why) implements Arrival {}

    /** Bytes of one stream. */
    static final class Data implements Arrival {
        final boolean stderr;
        final byte[] bytes;

        Data(boolean stderr, byte[] bytes) {
            this.stderr = stderr;
            this.bytes = bytes;
        }
    }

    record Reply(boolean yes) implements Arrival {}

    record Status(long code) implements Arrival {}

    record Signal(String name) implements Arrival {}

    record Eof() implements Arrival {}

    record Closed() implements Arrival {}

    /** The connection ended. Stays the answer to every later question. */
    record Lost(SSHException why) implements Arrival {}

    /** We closed it ourselves. Stays the answer to every later question. */
    record Stopped() implements Arrival {}

    /** The limit was over first. */
    record Nothing() implements Arrival {}

    private final ArrayDeque<Arrival> queue = new ArrayDeque<>();
    private int allowed = WINDOW;
    private int unsaid;
    private int small;
    private boolean discarding;
    private boolean stopped;

    synchronized void data(boolean stderr, byte[] bytes) throws ConnectionException {
        allowed -= bytes.length;
        if (allowed < 0 || bytes.length > PACKET) {
            throw new ConnectionException(
                    DisconnectReason.PROTOCOL_ERROR, "the host sent more data than it was allowed to");
        }
        // Empty data costs a host nothing and us an entry.
        if (!discarding && bytes.length > 0) {
            queue.add(new Data(stderr, bytes));
            notifyAll();
        }
    }

    synchronized void add(Arrival arrival) {
        if (arrival instanceof Reply && ++small > SMALL_EVENTS) {
            return;
        }
        if (arrival instanceof Status || arrival instanceof Signal || arrival instanceof Eof) {
            if (++small > SMALL_EVENTS) {
                return;
            }
        }
        queue.add(arrival);
        notifyAll();
    }

    /** Waits for the next arrival, or until {@code limit} is over. */
    synchronized Arrival take(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            var first = queue.peek();
            if (first != null) {
                if (!(first instanceof Lost || first instanceof Closed)) {
                    queue.remove();
                }
                return first;
            }
            if (stopped) {
                return new Stopped();
            }
            long left = end - System.nanoTime();
            if (left <= 0) {
                return new Nothing();
            }
            wait(left / 1_000_000 + 1);
        }
    }

    /** Notes that bytes were used; returns by how much the host's window should grow now, or 0. */
    synchronized int used(int length) {
        unsaid += length;
        if (unsaid < WINDOW / 4) {
            return 0;
        }
        int more = unsaid;
        unsaid = 0;
        allowed += more;
        return more;
    }

    /** Ends every wait from another thread, once what has come is taken. */
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    /** What comes from now on is thrown away. */
    synchronized void discard() {
        discarding = true;
        queue.removeIf(Data.class::isInstance);
    }
}
