package dt.agent;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One client's socket. One thread reads; any number write, a frame at a time.
 *
 * <p>Not blocking, with selectors to wait with: to interrupt a thread that blocks in a channel closes the channel, and
 * parts of a run end by interrupts while they print.
 */
final class Wire implements AutoCloseable {
    private final SocketChannel channel;
    private final Selector readable;
    private final Object writing = new Object();
    private ByteBuffer in = ByteBuffer.allocate(8192).flip();
    /** Made when a client is first slower than we are. */
    private volatile @Nullable Selector writable;

    Wire(SocketChannel channel) throws IOException {
        this.channel = channel;
        channel.configureBlocking(false);
        readable = Selector.open();
        channel.register(readable, SelectionKey.OP_READ);
    }

    /**
     * The next frame; waits for it.
     *
     * @throws EOFException when the client has hung up
     * @throws FrameException when it is none
     */
    Frame read() throws IOException {
        fill(4);
        int length = in.getInt();
        if (length < 1 || length > Codec.LONGEST) {
            throw new FrameException("a frame of " + Integer.toUnsignedString(length) + " bytes");
        }
        fill(length);
        var body = in.slice(in.position(), length);
        var frame = Codec.decode(body);
        if (frame instanceof Frame.Answer) {
            // It may be a secret, and its beginning may have been moved from behind the end of what is there now.
            Arrays.fill(in.array(), 0, in.position() + length, (byte) 0);
            Arrays.fill(in.array(), in.limit(), in.capacity(), (byte) 0);
        }
        in.position(in.position() + length);
        return frame;
    }

    private void fill(int length) throws IOException {
        if (in.capacity() - in.position() < length) {
            in = in.capacity() < length
                    ? ByteBuffer.allocate(Math.max(length, 2 * in.capacity()))
                            .put(in)
                            .flip()
                    : in.compact().flip();
        }
        while (in.remaining() < length) {
            in.mark().position(in.limit()).limit(in.capacity());
            int count = channel.read(in);
            in.limit(in.position()).reset();
            if (count < 0) {
                throw new EOFException("the client has hung up");
            }
            if (count == 0) {
                await(readable);
            }
        }
    }

    /** Sends a frame; waits until the kernel has it all. */
    void write(Frame frame) throws IOException {
        write(new ByteBuffer[] {Codec.encode(frame)});
    }

    /** Sends a {@link Frame.Output} without copying it here. */
    void output(int descriptor, byte[] bytes, int offset, int length) throws IOException {
        write(new ByteBuffer[] {Codec.output(descriptor, length), ByteBuffer.wrap(bytes, offset, length)});
    }

    private void write(ByteBuffer[] parts) throws IOException {
        var last = parts[parts.length - 1];
        synchronized (writing) {
            channel.write(parts);
            while (last.hasRemaining()) {
                await(writable());
                channel.write(parts);
            }
        }
    }

    private Selector writable() throws IOException {
        var made = writable;
        if (made == null) {
            made = Selector.open();
            writable = made;
            if (channel.isOpen()) {
                channel.register(made, SelectionKey.OP_WRITE);
            } else {
                // Whoever closed the wire may have seen none.
                made.close();
            }
        }
        return made;
    }

    /** An interrupt is kept for later: half a frame must not be left behind. */
    private static void await(Selector selector) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            selector.select();
            selector.selectedKeys().clear();
        } catch (ClosedSelectorException closed) {
            throw new EOFException("closed here");
        } finally {
            if (interrupted || Thread.interrupted()) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        readable.close();
        // Not under the lock: this wakes whoever waits in it.
        var waited = writable;
        if (waited != null) {
            waited.close();
        }
    }
}
