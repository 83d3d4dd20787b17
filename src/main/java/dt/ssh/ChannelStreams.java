package dt.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A channel as two streams, for a connection that runs through another. */
final class ChannelStreams {
    private static final Duration ROUND = Duration.ofMinutes(5);

    private ChannelStreams() {}

    static final class In extends InputStream {
        private final SshChannel channel;
        private Arrivals.@Nullable Data data;
        private int position;
        private boolean ended;

        In(SshChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            while (data == null && !ended) {
                next();
            }
            var piece = data;
            if (piece == null) {
                return -1;
            }
            int count = Math.min(length, piece.length - position);
            System.arraycopy(piece.bytes, position, into, offset, count);
            position += count;
            if (position == piece.length) {
                channel.arrivals().giveBack(piece);
                data = null;
            }
            channel.used(count);
            return count;
        }

        private void next() throws IOException {
            try {
                switch (channel.arrivals().take(ROUND)) {
                    case Arrivals.Data next -> {
                        data = next;
                        position = 0;
                    }
                    case Arrivals.Eof(), Arrivals.Closed(), Arrivals.Stopped() -> ended = true;
                    case Arrivals.Lost(var why) -> throw new IOException("the connection to the jump host ended", why);
                    case Arrivals.Arrival other -> {}
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
        }
    }

    static final class Out extends OutputStream {
        private final SshChannel channel;

        Out(SshChannel channel) {
            this.channel = channel;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            channel.write(bytes, offset, length);
        }
    }
}
