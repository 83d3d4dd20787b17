package dt.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes TCP on to a port of this machine until it is told to cut or to fall silent. */
final class CuttableProxy implements AutoCloseable {
    private final ServerSocket server;
    private final int to;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile Object silent = new Object();

    CuttableProxy(int to) throws IOException {
        this.to = to;
        this.server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        daemon(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Passes on nothing more of the connections there are, and keeps them open. */
    void stall() {
        silent = null;
    }

    /** Connections from now on work; those that were stalled stay so. */
    void letNewOnesThrough() {
        silent = new Object();
    }

    void cut() {
        for (var socket : sockets) {
            try {
                socket.close();
            } catch (IOException gone) {
                // Cut all the same.
            }
        }
    }

    private void accept() {
        try {
            while (true) {
                var near = server.accept();
                var far = new Socket("127.0.0.1", to);
                sockets.add(near);
                sockets.add(far);
                var mine = silent;
                daemon(() -> pass(near, far, mine));
                daemon(() -> pass(far, near, mine));
            }
        } catch (IOException closed) {
            cut();
        }
    }

    private void pass(Socket from, Socket into, Object mine) {
        var piece = new byte[16 * 1024];
        try (from;
                into) {
            InputStream in = from.getInputStream();
            OutputStream out = into.getOutputStream();
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                if (mine == silent) {
                    out.write(piece, 0, n);
                }
            }
        } catch (IOException ended) {
            // One end closed: so does the other.
        }
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
