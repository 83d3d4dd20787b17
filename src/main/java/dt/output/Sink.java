package dt.output;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Buffered standard output of a run. A write that fails is a {@link ClosedOutputException}. One thread at a time. */
public final class Sink extends OutputStream {
    private static final int BUFFER = 64 << 10;

    private final BufferedOutputStream out;

    public Sink(OutputStream out) {
        this.out = new BufferedOutputStream(out, BUFFER);
    }

    @Override
    public void write(int b) {
        try {
            out.write(b);
        } catch (IOException closed) {
            throw new ClosedOutputException(closed);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        try {
            out.write(bytes, offset, length);
        } catch (IOException closed) {
            throw new ClosedOutputException(closed);
        }
    }

    @Override
    public void flush() {
        try {
            out.flush();
        } catch (IOException closed) {
            throw new ClosedOutputException(closed);
        }
    }

    void text(String text) {
        var bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        write(bytes, 0, bytes.length);
    }
}
