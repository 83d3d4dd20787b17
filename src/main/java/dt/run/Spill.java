package dt.run;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What does not fit into memory, in blocks of one private file. The file has no name (unlinked as soon as it is open), so
 * that nothing is left behind however dt ends. One file for a whole run: a thousand floods cost one descriptor.
 *
 * <p>Not a FileChannel: that would close for all hosts when the thread of one is interrupted.
 */
final class Spill implements AutoCloseable {
    static final int BLOCK = 64 << 10;

    private final Path folder;
    private final Deque<Long> free = new ArrayDeque<>();
    private @Nullable RandomAccessFile file;
    private long end;
    private boolean closed;

    Spill(Path folder) {
        this.folder = folder;
    }

    /**
     * Stores up to one block and says where.
     *
     * @throws IOException with a message for a person
     */
    synchronized long store(byte[] bytes, int length) throws IOException {
        Long at = free.poll();
        if (at == null) {
            at = end;
            end += BLOCK;
        }
        try {
            overwrite(at, bytes, length);
            return at;
        } catch (IOException e) {
            free.push(at);
            throw e;
        }
    }

    /** Replaces what a block holds. */
    synchronized void overwrite(long at, byte[] bytes, int length) throws IOException {
        try {
            var open = open();
            open.seek(at);
            open.write(bytes, 0, length);
        } catch (IOException e) {
            throw new IOException(
                    "no room for what does not fit into memory: " + e.getMessage() + "; free space in " + folder, e);
        }
    }

    synchronized void load(long at, byte[] into, int offset, int length) throws IOException {
        var open = open();
        open.seek(at);
        open.readFully(into, offset, length);
    }

    synchronized void free(long at) {
        free.push(at);
    }

    private RandomAccessFile open() throws IOException {
        if (closed) {
            throw new IOException("the run is over");
        }
        if (file != null) {
            return file;
        }
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var path = Files.createTempFile(folder, "dt-", ".spill", mode);
        try {
            var opened = new RandomAccessFile(path.toFile(), "rw");
            file = opened;
            return opened;
        } finally {
            Files.delete(path);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        free.clear();
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                // Nobody reads it any more, and the file had no name.
            }
            file = null;
        }
    }
}
