package dt.ssh;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * Keeps connections that are not yet logged in to one sshd below its MaxStartups (10 by default), from where on it
 * drops some at random. Matters for a jump host's siblings and for many users on one host. In all it lets no more begin
 * than this machine can serve in time: the limit of a host is for the host, and does not run while it waits here.
 */
final class StartGate {
    private static final int AT_ONCE = 8;

    /** Of all hosts together: a login costs some 10 ms of computing here, and each has ten seconds by default. */
    static final int IN_ALL = 128;

    /** A place in the gate. */
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    private record Door(String address, int port, Object route) {}

    private final Map<Door, Integer> inside = new HashMap<>();
    private final Semaphore all = new Semaphore(IN_ALL, true);

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
        // Whoever waits for a door holds back nobody else.
        try {
            all.acquire();
        } catch (InterruptedException e) {
            leave(door);
            throw e;
        }
        return () -> {
            all.release();
            leave(door);
        };
    }

    private synchronized void leave(Door door) {
        inside.computeIfPresent(door, (d, n) -> n == 1 ? null : n - 1);
        notifyAll();
    }
}
