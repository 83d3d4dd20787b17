package dt.ssh;

import java.time.Duration;
import java.util.ArrayDeque;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.connection.ConnectionException;

/**
 * What came in on a channel and was not yet looked at, in order. The window bounds its memory: a host that sends more
 * than it was allowed to breaks the protocol. It is widened only where all that came is used at once, so that the link is
 * what keeps us waiting: where the taker is slow, more would only lie here.
 */
final class Arrivals {
    /** The longest piece, RFC 4253 6.1. */
    static final int PACKET = 32 * 1024;

    /** Far more answers and requests than any honest host sends between two looks. */
    private static final int SMALL_EVENTS = 1000;

    /** One thing that came in. */
    sealed interface Arrival {}

    record Opened() implements Arrival {}

    record Refused(int code, String why) implements Arrival {}

    /** Bytes of one stream. They are given back when they were used. */
    static final class Data implements Arrival {
        final boolean stderr;
        byte[] bytes;
        /** How many there are. More come as long as it was not taken. */
        int length;

        private Data(boolean stderr, byte[] bytes) {
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

    /** So much in one piece is put where more fits in. */
    private static final int MUCH = 16 << 10;

    private final Arriving memory;
    private final ArrayDeque<Arrival> queue = new ArrayDeque<>();
    private int window = Arriving.NARROW;
    private int allowed = Arriving.NARROW;
    private int unsaid;
    private int small;
    private boolean discarding;
    private boolean stopped;

    Arrivals(Arriving memory) {
        this.memory = memory;
    }

    /** Takes a copy. */
    synchronized void data(boolean stderr, byte[] from, int offset, int length) throws ConnectionException {
        allowed -= length;
        if (allowed < 0 || length > PACKET) {
            throw new ConnectionException(
                    DisconnectReason.PROTOCOL_ERROR, "the host sent more data than it was allowed to");
        }
        // Empty data costs a host nothing and us an entry.
        if (discarding || length == 0) {
            return;
        }
        var data =
                queue.peekLast() instanceof Data last && last.stderr == stderr && last.length + length <= Arriving.PIECE
                        ? last
                        : new Data(stderr, new byte[0]);
        append(data, from, offset, length);
        if (data != queue.peekLast()) {
            queue.add(data);
        }
        notifyAll();
    }

    private void append(Data data, byte[] from, int offset, int length) {
        int need = data.length + length;
        if (need > data.bytes.length) {
            var larger = need < MUCH ? new byte[Math.max(need, 2 * data.bytes.length)] : memory.take();
            System.arraycopy(data.bytes, 0, larger, 0, data.length);
            data.bytes = larger;
        }
        System.arraycopy(from, offset, data.bytes, data.length, length);
        data.length = need;
    }

    /** Nobody reads the bytes any more that were taken with this. */
    void giveBack(Data data) {
        memory.giveBack(data.bytes);
        data.bytes = new byte[0];
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
        if (arrival instanceof Closed || arrival instanceof Lost) {
            narrow();
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
        if (unsaid < window / 4) {
            return 0;
        }
        int more = unsaid;
        unsaid = 0;
        if (window == Arriving.NARROW && !discarding && queue.isEmpty() && memory.widen()) {
            more += Arriving.WIDE - Arriving.NARROW;
            window = Arriving.WIDE;
        }
        allowed += more;
        return more;
    }

    private void narrow() {
        discarding = true;
        if (window == Arriving.WIDE) {
            window = Arriving.NARROW;
            memory.narrow();
        }
    }

    /** Ends every wait from another thread, once what has come is taken. */
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    /** What comes from now on is thrown away. */
    synchronized void discard() {
        narrow();
        queue.removeIf(Data.class::isInstance);
    }
}
