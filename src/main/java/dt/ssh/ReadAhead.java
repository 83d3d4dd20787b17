package dt.ssh;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads more than it is asked for, as whoever decodes packets asks for a few bytes at a time. Little where little comes, as
 * connections are many, and in large pieces where a host sends much.
 */
final class ReadAhead extends InputStream {
    static final int SMALL = 8 << 10;
    static final int LARGE = 64 << 10;

    private final InputStream in;
    private byte[] buffer = new byte[SMALL];
    private int at;
    private int end;

    ReadAhead(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        return fill() ? buffer[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, end - at);
        System.arraycopy(buffer, at, into, offset, count);
        at += count;
        return count;
    }

    /** Waits for bytes unless there are some; false at the end. */
    private boolean fill() throws IOException {
        if (at < end) {
            return true;
        }
        if (end == SMALL && buffer.length == SMALL) {
            buffer = new byte[LARGE];
        } else if (end < SMALL && buffer.length == LARGE) {
            buffer = new byte[SMALL];
        }
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
