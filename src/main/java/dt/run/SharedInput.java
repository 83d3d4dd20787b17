package dt.run;

import dt.remote.Input;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * dt's standard input, for every host: read once, and given to each from the beginning while it still arrives. The first
 * MiB is held in memory, the rest in a private file without a name.
 *
 * <p>A pipe that never ends keeps no host busy that does not want more of it: a command that ends gets its stream closed,
 * which wakes its reader. An error of the source or of the file reaches every reader after the bytes before it.
 */
public final class SharedInput implements Input, AutoCloseable {
    private static final int HELD_BLOCKS = 16;

    private final InputStream source;
    private final Spill spill;
    private final List<byte[]> held = new ArrayList<>();
    private final List<Long> spilled = new ArrayList<>();
    private long size;
    private boolean started;
    private boolean over;
    private @Nullable IOException failure;

    /**
     * Reads nothing yet; that begins with the first {@link #open}.
     *
     * @param folder where goes what memory has no room for
     */
    public SharedInput(InputStream source, Path folder) {
        this.source = source;
        spill = new Spill(folder);
    }

    @Override
    public synchronized InputStream open() {
        if (!started) {
            started = true;
            // A daemon: nothing can wake a read of standard input, and dt must be able to end.
            Thread.ofPlatform().daemon().name("dt-stdin").start(this::pump);
        }
        return new Reader();
    }

    /** Ends it for all readers. The source stays open: it belongs to the caller. */
    @Override
    public synchronized void close() {
        end(new IOException("standard input was closed"));
        spill.close();
    }

    private void pump() {
        var block = new byte[Spill.BLOCK];
        int filled = 0;
        try {
            int got = source.read(block, 0, block.length);
            while (got >= 0) {
                if (!publish(block, filled, got)) {
                    return;
                }
                filled = (filled + got) % block.length;
                got = source.read(block, filled, block.length - filled);
            }
            end(null);
        } catch (IOException e) {
            end(new IOException("standard input could not be read: " + e.getMessage(), e));
        }
    }

    /** Makes the bytes of the last read visible; false when nobody wants more. */
    private synchronized boolean publish(byte[] block, int from, int got) {
        if (over) {
            return false;
        }
        try {
            int index = (int) (size / Spill.BLOCK);
            if (index >= HELD_BLOCKS) {
                storeAt(index - HELD_BLOCKS, block, from + got);
            } else if (index == held.size()) {
                held.add(Arrays.copyOf(block, from + got));
            } else {
                var grown = Arrays.copyOf(held.get(index), from + got);
                System.arraycopy(block, from, grown, from, got);
                held.set(index, grown);
            }
            size += got;
            notifyAll();
            return true;
        } catch (IOException e) {
            end(e);
            return false;
        }
    }

    private void storeAt(int index, byte[] block, int length) throws IOException {
        if (index == spilled.size()) {
            spilled.add(spill.store(block, length));
        } else {
            spill.overwrite(spilled.get(index), block, length);
        }
    }

    private synchronized void end(@Nullable IOException why) {
        if (!over) {
            over = true;
            failure = why;
        }
        notifyAll();
    }

    /** Reads into the array from a position; waits for bytes to come. */
    private synchronized int read(Reader reader, byte[] into, int offset, int length) throws IOException {
        while (reader.at >= size && !over && !reader.closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while waiting for standard input", e);
            }
        }
        if (reader.closed) {
            throw new IOException("closed");
        }
        if (reader.at >= size) {
            if (failure != null) {
                throw new IOException(failure.getMessage(), failure);
            }
            return -1;
        }
        int index = (int) (reader.at / Spill.BLOCK);
        int from = (int) (reader.at % Spill.BLOCK);
        int some = (int) Math.min(Math.min(length, size - reader.at), Spill.BLOCK - from);
        if (index < HELD_BLOCKS) {
            System.arraycopy(held.get(index), from, into, offset, some);
        } else {
            spill.load(spilled.get(index - HELD_BLOCKS) + from, into, offset, some);
        }
        reader.at += some;
        return some;
    }

    private synchronized void close(Reader reader) {
        reader.closed = true;
        notifyAll();
    }

    /** One host's own view, from the beginning. */
    private final class Reader extends InputStream {
        private long at;
        private boolean closed;

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, into.length);
            return length == 0 ? 0 : SharedInput.this.read(this, into, offset, length);
        }

        @Override
        public void close() {
            SharedInput.this.close(this);
        }
    }
}
