package dt.module;

import dt.remote.Input;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Standard input that waits: first for an answer, then for leave to pass on what the command is to read. */
final class Gate extends InputStream {
    private final Input behind;
    private byte @Nullable [] answer;
    private int at;
    private boolean isOpen;
    private boolean isShut;
    private @Nullable InputStream source;

    Gate(Input behind) {
        this.behind = behind;
    }

    /** Lets these bytes through and overwrites them. */
    synchronized void answer(byte[] bytes) {
        answer = bytes;
        at = 0;
        notifyAll();
    }

    /** From now on it is the input behind. */
    synchronized void open() {
        isOpen = true;
        notifyAll();
    }

    /** There is no more. */
    synchronized void shut() {
        isShut = true;
        notifyAll();
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        var from = await();
        return from == null ? take(into, offset, length) : from.read(into, offset, length);
    }

    /** The input behind once the gate is open; null when there is an answer to take, or no more of anything. */
    private synchronized @Nullable InputStream await() throws IOException {
        while (answer == null && !isOpen && !isShut) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
        }
        if (answer != null || isShut) {
            return null;
        }
        if (source == null) {
            source = behind.open();
        }
        return source;
    }

    private synchronized int take(byte[] into, int offset, int length) {
        if (answer == null || isShut) {
            return -1;
        }
        int some = Math.min(length, answer.length - at);
        System.arraycopy(answer, at, into, offset, some);
        at += some;
        if (at == answer.length) {
            Arrays.fill(answer, (byte) 0);
            answer = null;
        }
        return some;
    }

    @Override
    public void close() throws IOException {
        InputStream open;
        synchronized (this) {
            isShut = true;
            if (answer != null) {
                Arrays.fill(answer, (byte) 0);
                answer = null;
            }
            open = source;
            notifyAll();
        }
        if (open != null) {
            open.close();
        }
    }
}
