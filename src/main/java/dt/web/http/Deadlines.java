package dt.web.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Limits for what the library waits for without one. A thread that is still at it when its time is over is interrupted,
 * which closes the socket under it.
 */
final class Deadlines implements AutoCloseable {
    private final Map<Thread, Long> until = new ConcurrentHashMap<>();
    private final Thread watch;

    /** @param shortest of the limits that will be set */
    Deadlines(Duration shortest) {
        watch = Thread.ofPlatform().daemon().name("dt-web-deadlines").start(() -> look(shortest.dividedBy(4)));
    }

    private void look(Duration pause) {
        try {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(pause.toNanos());
                long now = System.nanoTime();
                until.forEach((thread, at) -> {
                    if (now - at > 0 && until.remove(thread, at)) {
                        thread.interrupt();
                    }
                });
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** This thread begins to wait. */
    void begin(Duration limit) {
        until.put(Thread.currentThread(), System.nanoTime() + limit.toNanos());
    }

    /** It has got what it waited for. */
    void end() {
        until.remove(Thread.currentThread());
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
