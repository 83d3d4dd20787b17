package dt.ssh;

import java.io.IOException;
import java.io.InterruptedIOException;

/** How much a host still takes on a channel, RFC 4254 5.2. */
final class SendWindow {
    private static final long MOST = 0xffffffffL;
    private static final int PIECE = 32 * 1024;

    private long size;
    private int packet = 1;
    private boolean closed;

    synchronized void start(long bytes, long largestPacket) {
        size = bytes;
        packet = (int) Math.max(1, Math.min(PIECE, largestPacket));
        notifyAll();
    }

    synchronized void more(long bytes) {
        size = Math.min(MOST, size + bytes);
        notifyAll();
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Waits for room and takes up to {@code wanted} bytes of it. Ends with the channel, or when interrupted. */
    synchronized int reserve(int wanted) throws IOException {
        while (size == 0 && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
        }
        if (closed) {
            throw new IOException("the channel is closed");
        }
        int room = (int) Math.min(wanted, Math.min(packet, size));
        size -= room;
        return room;
    }

    synchronized int packet() {
        return packet;
    }

    synchronized long size() {
        return size;
    }
}
