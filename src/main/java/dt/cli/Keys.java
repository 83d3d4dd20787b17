package dt.cli;

import dt.remote.Input;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/**
 * What is typed, for one host after another: each gets what is typed while its command runs, key by key. What is typed
 * after its end is for the next one.
 */
final class Keys implements Input, AutoCloseable {
    private static final byte[] NO_MORE = {};

    private final InputStream source;
    private final Supplier<Optional<Runnable>> raw;
    private final BlockingQueue<byte[]> typed = new LinkedBlockingQueue<>();
    private Optional<Runnable> before = Optional.empty();
    private boolean started;
    /** How many hosts are listening: the one may begin before the other is gone. */
    private int listening;

    /**
     * Reads nothing before the first {@link #open}.
     *
     * @param raw puts the terminal into raw mode and returns the way back
     */
    Keys(InputStream source, Supplier<Optional<Runnable>> raw) {
        this.source = source;
        this.raw = raw;
    }

    @Override
    public synchronized InputStream open() {
        if (!started) {
            started = true;
            // A daemon: nothing can wake a read of a terminal, and dt must be able to end.
            Thread.ofPlatform().daemon().name("dt-keys").start(this::pump);
        }
        listening++;
        if (before.isEmpty()) {
            before = raw.get();
        }
        return new Reader();
    }

    private synchronized void leave() {
        listening--;
        if (listening == 0) {
            close();
        }
    }

    /** Takes the terminal back to what it was. */
    @Override
    public synchronized void close() {
        before.ifPresent(Runnable::run);
        before = Optional.empty();
    }

    private void pump() {
        var piece = new byte[4096];
        try {
            for (int n = source.read(piece); n >= 0; n = source.read(piece)) {
                typed.add(Arrays.copyOf(piece, n));
            }
        } catch (IOException gone) {
            // A terminal that is gone is one where nothing more is typed.
        }
        typed.add(NO_MORE);
    }

    private final class Reader extends InputStream {
        private byte[] piece = {};
        private int at;
        private boolean left;

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, into.length);
            while (at == piece.length) {
                try {
                    piece = typed.take();
                    at = 0;
                } catch (InterruptedException e) {
                    throw (IOException) new InterruptedIOException("the command has ended").initCause(e);
                }
                if (piece.length == 0) {
                    typed.add(NO_MORE);
                    return -1;
                }
            }
            int some = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, into, offset, some);
            at += some;
            return some;
        }

        @Override
        public void close() {
            if (!left) {
                left = true;
                leave();
            }
        }
    }
}
