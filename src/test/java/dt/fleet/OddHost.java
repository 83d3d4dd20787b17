package dt.fleet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A port of this machine that is no SSH server, and does with each connection what the test says. */
public final class OddHost implements AutoCloseable {
    private final ServerSocket server;
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private OddHost(int backlog) throws IOException {
        server = new ServerSocket(0, backlog, InetAddress.getByName("127.0.0.1"));
    }

    /** What it does with a connection, which then stays open until the host is closed. */
    public interface Manner {
        void serve(Socket socket) throws IOException;
    }

    /** One that accepts every connection and serves one after another. */
    public static OddHost that(Manner manner) throws IOException {
        var host = new OddHost(50);
        Thread.ofPlatform().daemon().start(() -> host.serve(manner));
        return host;
    }

    /** One whose queue of connections is full: the kernel answers nobody. */
    public static OddHost thatNeverAccepts() throws IOException {
        var host = new OddHost(1);
        try {
            for (int i = 0; i < 4; i++) {
                var filler = new Socket();
                host.open.add(filler);
                filler.connect(new InetSocketAddress("127.0.0.1", host.port()), 100);
            }
        } catch (IOException full) {
            // That is what was wanted.
        }
        return host;
    }

    /** Sends text, a byte for each character. */
    public static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public int port() {
        return server.getLocalPort();
    }

    private void serve(Manner manner) {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                open.add(socket);
                manner.serve(socket);
            } catch (IOException left) {
                // The other end has heard enough, or the test is over.
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : open) {
            socket.close();
        }
    }
}
