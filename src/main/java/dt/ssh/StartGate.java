package dt.ssh;

import java.util.HashMap;
import java.util.Map;

/**
 * Keeps connections that are not yet logged in to one sshd below its MaxStartups (10 by default), from where on it
 * drops some at random. Matters for a jump host's siblings and for many users on one host.
 */
final class StartGate {
    private static final int AT_ONCE = 8;

    /** A place in the gate. */
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    private record Door(String address, int port, Object route) {}

    private final Map<Door, Integer> inside = new HashMap<>();

    /** Waits for a place. Every connection inside has a limit, so every wait ends. */
    Turn enter(Target target) throws InterruptedException {
        var jump = target.jump();
        var door = new Door(target.address(), target.port(), jump == null ? "" : jump.key());
        synchronized (this) {
            while (inside.getOrDefault(door, 0) >= AT_ONCE) {
                wait();
            }
            inside.merge(door, 1, Integer::sum);
        }
        return () -> leave(door);
    }

    private synchronized void leave(Door door) {
        inside.computeIfPresent(door, (d, n) -> n == 1 ? null : n - 1);
        notifyAll();
    }
}
