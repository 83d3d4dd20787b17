package dt.web.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Requests byte for byte, as no well-behaved client would send them. */
final class Wire {
    private static final int PATIENCE = 40_000;

    private Wire() {}

    static Socket connect(int port) throws IOException {
        var socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
        socket.setSoTimeout(PATIENCE);
        return socket;
    }

    /** Sends a head, and a body if there is one; answers all that comes. */
    static String ask(int port, String head, String body) throws IOException {
        try (var socket = connect(port)) {
            var all = head.strip().replace("\n", "\r\n") + "\r\nConnection: close\r\n"
                    + (body.isEmpty() ? "" : "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n")
                    + "\r\n" + body;
            socket.getOutputStream().write(all.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static String ask(int port, String head) throws IOException {
        return ask(port, head, "");
    }

    static int status(String answer) {
        return Integer.parseInt(answer.substring(9, 12));
    }
}
