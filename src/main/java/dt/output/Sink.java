package dt.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Standard output or standard error, with a buffer. Used by one thread. Each call throws {@link ClosedOutputException}
 * once a write has failed; what was in the buffer is then lost.
 */
public final class Sink implements Bytes {
    private final OutputStream out;
    private final byte[] buffer = new byte[64 << 10];
    private int used;
    private @Nullable IOException failure;

    public Sink(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (length > buffer.length - used) {
            drain();
            if (length >= buffer.length) {
                pass(bytes, offset, length);
                return;
            }
        }
        System.arraycopy(bytes, offset, buffer, used, length);
        used += length;
    }

    /** Writes the text in UTF-8, as it is: nothing of a host may come this way. */
    public void text(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        write(bytes, 0, bytes.length);
    }

    /** The same as a stream, for those who write to streams; closing it does nothing. */
    public OutputStream stream() {
        return new OutputStream() {
            @Override
            public void write(int b) {
                put(b);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                Sink.this.write(bytes, offset, length);
            }

            @Override
            public void flush() {
                Sink.this.flush();
            }
        };
    }

    void put(int oneByte) {
        if (used == buffer.length) {
            drain();
        }
        buffer[used++] = (byte) oneByte;
    }

    /** Hands everything to the stream below; does not wait until that has got rid of it. */
    void push() {
        drain();
    }

    /** Hands everything to the stream below, and flushes that. */
    public void flush() {
        drain();
        try {
            out.flush();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void drain() {
        int length = used;
        used = 0;
        pass(buffer, 0, length);
    }

    private void pass(byte[] bytes, int offset, int length) {
        if (failure != null) {
            throw new ClosedOutputException(failure);
        }
        if (length == 0) {
            return;
        }
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private ClosedOutputException failed(IOException e) {
        failure = e;
        return new ClosedOutputException(e);
    }
}
