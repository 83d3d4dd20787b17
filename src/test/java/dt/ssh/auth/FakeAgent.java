package dt.ssh.auth;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers the same bytes to every question and hangs up; with none it says nothing and holds the line. */
final class FakeAgent implements AutoCloseable {
    private final Path socket;
    private final ServerSocketChannel server;
    private final List<SocketChannel> held = new CopyOnWriteArrayList<>();

    FakeAgent(Path socket, byte[] answer) throws IOException {
        this.socket = socket;
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofPlatform().daemon().start(() -> serve(answer));
    }

    Path socket() {
        return socket;
    }

    int connections() {
        return held.size();
    }

    private void serve(byte[] answer) {
        try {
            while (true) {
                var channel = server.accept();
                held.add(channel);
                if (answer.length > 0) {
                    channel.read(ByteBuffer.allocate(4096));
                    channel.write(ByteBuffer.wrap(answer));
                    channel.close();
                }
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var channel : held) {
            channel.close();
        }
    }
}
