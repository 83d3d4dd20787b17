package dt.ssh.auth;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** One question to an agent and its answer, on a connection of their own, within a limit. */
final class AgentSocket {
    /** As OpenSSH has it (authfd.c). */
    private static final int LONGEST = 256 * 1024;

    private final SocketChannel channel;
    private final Selector selector;
    private final long end;

    private AgentSocket(SocketChannel channel, Selector selector, long end) {
        this.channel = channel;
        this.selector = selector;
        this.end = end;
    }

    /** The answer without its length; at least one byte. */
    static byte[] ask(Path socket, byte[] question, Duration limit)
            throws IOException, TimeoutException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                var selector = Selector.open()) {
            channel.configureBlocking(false);
            channel.register(selector, 0);
            return new AgentSocket(channel, selector, end).ask(UnixDomainSocketAddress.of(socket), question);
        } catch (IllegalArgumentException | UnsupportedOperationException noSuchAddress) {
            throw new IOException("not a socket", noSuchAddress);
        }
    }

    private byte[] ask(UnixDomainSocketAddress address, byte[] question)
            throws IOException, TimeoutException, InterruptedException {
        if (!channel.connect(address)) {
            await(SelectionKey.OP_CONNECT);
            channel.finishConnect();
        }
        var out = ByteBuffer.allocate(4 + question.length)
                .putInt(question.length)
                .put(question)
                .flip();
        while (out.hasRemaining()) {
            if (channel.write(out) == 0) {
                await(SelectionKey.OP_WRITE);
            }
        }
        int length = read(4).getInt();
        if (length < 1 || length > LONGEST) {
            throw new IOException("an answer of " + Integer.toUnsignedString(length) + " bytes");
        }
        return read(length).array();
    }

    private ByteBuffer read(int length) throws IOException, TimeoutException, InterruptedException {
        var in = ByteBuffer.allocate(length);
        while (in.hasRemaining()) {
            int count = channel.read(in);
            if (count < 0) {
                throw new EOFException("it hung up");
            }
            if (count == 0) {
                await(SelectionKey.OP_READ);
            }
        }
        return in.flip();
    }

    private void await(int operation) throws IOException, TimeoutException, InterruptedException {
        channel.keyFor(selector).interestOps(operation);
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0 || selector.select(left) == 0) {
            if (Thread.interrupted()) {
                throw new InterruptedException("while waiting for the agent");
            }
            if (end - System.nanoTime() <= 0) {
                throw new TimeoutException();
            }
        }
        selector.selectedKeys().clear();
    }
}
