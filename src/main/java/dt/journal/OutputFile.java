package dt.journal;

import dt.module.Captured;
import dt.remote.Output;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Appends what hosts print to the file {@code output}: pieces in order of arrival, each with a head of four bytes, its
 * length with the top bit set for standard error. Used by one thread.
 */
final class OutputFile implements Closeable {
    static final int HEAD = 4;
    static final int ERROR = 0x8000_0000;
    private static final int SIZE = 32 << 10;

    private final FileOutputStream file;
    private final byte[] buffer = new byte[SIZE];
    private int used;
    private long end;

    OutputFile(Path path) throws IOException {
        file = new FileOutputStream(path.toFile(), true);
    }

    long end() {
        return end;
    }

    /**
     * Adds the output of one host.
     *
     * @return whether all that was kept of it could be read
     * @throws IOException when it cannot be written
     */
    boolean add(Captured output) throws IOException {
        var pieces = new Pieces();
        boolean whole = true;
        try {
            output.replay(pieces);
        } catch (IOException e) {
            // What cannot be read back is no failure of the journal: it keeps what there is.
            whole = false;
        }
        if (pieces.failure != null) {
            throw pieces.failure;
        }
        drain();
        return whole;
    }

    private void put(byte[] bytes, int offset, int length) throws IOException {
        end += length;
        if (length > SIZE - used) {
            drain();
        }
        if (length >= SIZE) {
            file.write(bytes, offset, length);
            return;
        }
        System.arraycopy(bytes, offset, buffer, used, length);
        used += length;
    }

    private void drain() throws IOException {
        int length = used;
        used = 0;
        if (length > 0) {
            file.write(buffer, 0, length);
        }
    }

    void force() throws IOException {
        file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private final class Pieces implements Output {
        private @Nullable IOException failure;

        @Override
        public void stdout(byte[] bytes, int offset, int length) {
            add(0, bytes, offset, length);
        }

        @Override
        public void stderr(byte[] bytes, int offset, int length) {
            add(ERROR, bytes, offset, length);
        }

        private void add(int stream, byte[] bytes, int offset, int length) {
            if (length == 0 || failure != null) {
                return;
            }
            try {
                put(ByteBuffer.allocate(HEAD).putInt(stream | length).array(), 0, HEAD);
                put(bytes, offset, length);
            } catch (IOException e) {
                failure = e;
            }
        }
    }
}
