package dt.agent;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The caller's standard output or standard error. Not buffered: whoever prints much buffers, as with a descriptor. A flush
 * returns when the client has written all, so that a full disk is found out before the call ends.
 */
final class CallerOutput extends OutputStream {
    private static final int LONGEST = 256 << 10;

    private final Wire wire;
    private final int descriptor;
    private @Nullable String broken;
    /** Written since the last flush. */
    private boolean dirty;

    private int flushing;

    CallerOutput(Wire wire, int descriptor) {
        this.wire = wire;
        this.descriptor = descriptor;
    }

    /** From now on every write fails with {@code why}, as strerror(3) has it. */
    synchronized void broken(String why) {
        if (broken == null) {
            broken = why;
        }
        notifyAll();
    }

    /** The client has written all that came before a flush. */
    synchronized void flushed() {
        flushing--;
        notifyAll();
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        for (int done = 0; done < length; ) {
            synchronized (this) {
                check();
                dirty = true;
            }
            int count = Math.min(LONGEST, length - done);
            wire.output(descriptor, bytes, offset + done, count);
            done += count;
        }
    }

    @Override
    public void flush() throws IOException {
        synchronized (this) {
            check();
            if (!dirty) {
                return;
            }
            dirty = false;
            flushing++;
        }
        wire.write(new Frame.Flush(descriptor));
        boolean interrupted = false;
        synchronized (this) {
            while (flushing > 0 && broken == null) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    // What ends the run must not hide what became of its output; the client ends this wait, or its end.
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            check();
        }
    }

    private void check() throws IOException {
        if (broken != null) {
            throw new IOException(broken);
        }
    }
}
