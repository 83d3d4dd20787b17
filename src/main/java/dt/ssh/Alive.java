package dt.ssh;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Asks a host for a sign of life in intervals and ends the connection when none comes, as ServerAliveInterval and
 * ServerAliveCountMax. One timer serves all connections.
 */
record Alive(Link link, Duration interval, int countMax, ScheduledExecutorService timer) {
    void watch() {
        // On a thread of its own: the write may wait on the host, and the timer serves others.
        var _ = timer.schedule(
                () -> Threads.daemon("dt-alive", this::ask).start(), interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void ask() {
        if (!link.isOpen()) {
            return;
        }
        if (link.answers(interval.multipliedBy(Math.max(1, countMax)))) {
            watch();
        } else {
            link.close();
        }
    }
}
