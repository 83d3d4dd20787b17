package dt.ssh;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps connections that are not yet logged in to one sshd below its MaxStartups (10 by default), from where on it
 * drops some at random. Matters for a jump host's siblings and for many users on one host. In all it lets no more begin
 * than this machine can serve in time: the limit of a host is for the host, and does not run while it waits here.
 */
final class StartGate {
    private static final int AT_ONCE = 8;

    /** A place in the gate. */
    final class Turn implements AutoCloseable {
        private final Door door;
        private final Duration limit;
        private final long start = System.nanoTime();
        private boolean good;

        private Turn(Door door, Duration limit) {
            this.door = door;
            this.limit = limit;
        }

        /** The login went well: how long that took says how much can be done at once. */
        void succeeded() {
            good = true;
        }

        @Override
        public void close() {
            if (good) {
                all.leave(Duration.ofNanos(System.nanoTime() - start), limit);
            } else {
                all.leave();
            }
            leave(door);
        }
    }

    private record Door(String address, int port, Object route) {}

    private final Map<Door, Integer> inside = new HashMap<>();
    private final Crowd all;

    StartGate(Crowd all) {
        this.all = all;
    }

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
            all.enter();
        } catch (InterruptedException e) {
            leave(door);
            throw e;
        }
        return new Turn(door, target.limit());
    }

    private synchronized void leave(Door door) {
        inside.computeIfPresent(door, (d, n) -> n == 1 ? null : n - 1);
        notifyAll();
    }
}
