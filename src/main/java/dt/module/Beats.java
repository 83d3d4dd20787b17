package dt.module;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Signs of life for a {@link Watchdog}: an empty line now and then, until it is closed or its reader is interrupted. */
final class Beats extends InputStream {
    private static final long EVERY = TimeUnit.SECONDS.toNanos(Watchdog.BEAT_SECONDS);

    private boolean closed;

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        long end = System.nanoTime() + EVERY;
        for (long left = EVERY; left > 0 && !closed; left = end - System.nanoTime()) {
            try {
                wait(left / 1_000_000 + 1);
            } catch (InterruptedException e) {
                throw (IOException) new InterruptedIOException("the command has ended").initCause(e);
            }
        }
        into[offset] = '\n';
        return closed ? -1 : 1;
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
