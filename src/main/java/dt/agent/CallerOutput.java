package dt.agent;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The caller's standard output or standard error. Not buffered: whoever prints much buffers, as with a descriptor. */
final class CallerOutput extends OutputStream {
    private static final int LONGEST = 256 << 10;

    private final Wire wire;
    private final int descriptor;
    private volatile @Nullable String broken;

    CallerOutput(Wire wire, int descriptor) {
        this.wire = wire;
        this.descriptor = descriptor;
    }

    /** From now on every write fails with {@code why}, as strerror(3) has it. */
    void broken(String why) {
        broken = why;
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        for (int done = 0; done < length; ) {
            var why = broken;
            if (why != null) {
                throw new IOException(why);
            }
            int count = Math.min(LONGEST, length - done);
            wire.write(new Frame.Output(descriptor, Piece.copyOf(bytes, offset + done, count)));
            done += count;
        }
    }
}
