package dt.run;

import dt.inventory.Host;
import dt.remote.Output;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.Queue;

/**
 * The output of one host on its way to the observer, as it comes. Each host may have so much waiting and no more: a slow
 * observer holds back a flood, and a flood takes nothing from the other hosts.
 */
final class Live implements Output {
    private static final int MOST_WAITING = 128 << 10;
    private static final int PIECE = 64 << 10;

    private final Host host;
    private final Output kept;
    private final Queue<Event> events;
    private int waiting;
    private boolean over;

    Live(Host host, Output kept, Queue<Event> events) {
        this.host = host;
        this.kept = kept;
        this.events = events;
    }

    @Override
    public void stdout(byte[] bytes, int offset, int length) throws IOException {
        kept.stdout(bytes, offset, length);
        pass(false, bytes, offset, length);
    }

    @Override
    public void stderr(byte[] bytes, int offset, int length) throws IOException {
        kept.stderr(bytes, offset, length);
        pass(true, bytes, offset, length);
    }

    private void pass(boolean error, byte[] bytes, int offset, int length) throws IOException {
        for (int at = 0; at < length; at += PIECE) {
            int size = Math.min(PIECE, length - at);
            reserve(size);
            var copy = Arrays.copyOfRange(bytes, offset + at, offset + at + size);
            events.add(new Event.Printed(host, error, copy, this));
        }
    }

    private synchronized void reserve(int size) throws IOException {
        try {
            while (waiting + size > MOST_WAITING && !over) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while output waited").initCause(e);
        }
        if (over) {
            throw new IOException("the run was ended");
        }
        waiting += size;
    }

    /** So much of it has been seen. */
    synchronized void shown(int size) {
        waiting -= size;
        notifyAll();
    }

    /** Nothing waits for an observer any more. */
    synchronized void end() {
        over = true;
        notifyAll();
    }
}
