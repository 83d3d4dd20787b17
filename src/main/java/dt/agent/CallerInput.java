package dt.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The caller's standard input. Each read that finds nothing asks the client for one piece, and for no more. */
final class CallerInput extends InputStream {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Wire wire;
    private ByteBuffer piece = NOTHING;
    private boolean wanted;
    /** Why there is no more; empty at the end of the input. */
    private @Nullable String end;

    CallerInput(Wire wire) {
        this.wire = wire;
    }

    synchronized void arrived(Piece more) {
        piece = more.buffer();
        wanted = false;
        notifyAll();
    }

    synchronized void ended(String why) {
        if (end == null) {
            end = why;
        }
        notifyAll();
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public synchronized int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        try {
            while (!piece.hasRemaining()) {
                if (end != null) {
                    return atEnd(end);
                }
                want();
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading standard input");
        }
        int count = Math.min(length, piece.remaining());
        piece.get(bytes, offset, count);
        return count;
    }

    private static int atEnd(String why) throws IOException {
        if (why.isEmpty()) {
            return -1;
        }
        throw new IOException(why);
    }

    private void want() throws IOException {
        if (!wanted) {
            wanted = true;
            wire.write(new Frame.Want());
        }
    }

    @Override
    public synchronized int available() {
        return piece.remaining();
    }
}
