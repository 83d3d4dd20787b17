package dt.cli;

import java.io.IOException;
import java.net.Socket;

/** Passes on what two ends of two connections say to each other. */
final class Relay {
    private Relay() {}

    static void between(Socket one, Socket other) {
        pass(one, other);
        pass(other, one);
    }

    private static void pass(Socket from, Socket to) {
        Thread.ofPlatform().daemon().start(() -> {
            try (from;
                    to) {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException ended) {
                // Either end has left.
            }
        });
    }
}
