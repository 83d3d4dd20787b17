import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code java Delay.java PORT TARGET MILLISECONDS}: a TCP link with a round trip of so long, from every local address at
 * PORT to the same one at TARGET. Opening it takes a round trip, too, as the handshake of TCP would: what either side sends
 * first comes as late as behind a real line. Every byte is passed on; no rate is limited.
 */
final class Delay {
    private record Piece(byte[] bytes, int length, long due) {}

    static void main(String[] args) throws IOException {
        int target = Integer.parseInt(args[1]);
        long trip = Long.parseLong(args[2]) * 1_000_000;
        try (var server = new ServerSocket(Integer.parseInt(args[0]), 4096)) {
            while (true) {
                var near = server.accept();
                long came = System.nanoTime();
                start(() -> link(near, target, trip, came));
            }
        }
    }

    private static void link(Socket near, int target, long trip, long came) throws IOException, InterruptedException {
        // The accept here is what the client has after one trip; the server's comes with the client's answer to it.
        until(came + trip + trip / 2);
        InetAddress address = near.getLocalAddress();
        var far = new Socket(address, target);
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        start(() -> carry(near, far, trip / 2));
        carry(far, near, trip / 2);
    }

    private static void carry(Socket from, Socket to, long delay) throws IOException, InterruptedException {
        var pieces = new LinkedBlockingQueue<Piece>();
        start(() -> deliver(pieces, to));
        InputStream in = from.getInputStream();
        try {
            while (true) {
                var bytes = new byte[64 * 1024];
                int length = in.read(bytes);
                pieces.add(new Piece(bytes, length, System.nanoTime() + delay));
                if (length < 0) {
                    return;
                }
            }
        } catch (IOException reset) {
            pieces.add(new Piece(new byte[0], -1, System.nanoTime() + delay));
        }
    }

    private static void deliver(LinkedBlockingQueue<Piece> pieces, Socket to) throws IOException, InterruptedException {
        OutputStream out = to.getOutputStream();
        while (true) {
            var piece = pieces.take();
            until(piece.due());
            if (piece.length() < 0) {
                to.shutdownOutput();
                return;
            }
            out.write(piece.bytes(), 0, piece.length());
        }
    }

    private static void until(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void start(Work work) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                work.run();
            } catch (IOException | InterruptedException gone) {
                // One side has gone; the other notices by itself.
            }
        });
    }
}
