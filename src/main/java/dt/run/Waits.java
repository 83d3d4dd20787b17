package dt.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waiting that ends at once when no more hosts are to be started. */
public interface Waits {
    /** Waits so long; true when all of it has passed, false when it was cut short. */
    boolean take(Duration time) throws InterruptedException;

    /** Ends all waiting, and all that is asked for later. */
    void cut();

    /** By the monotonic clock. */
    static Waits real() {
        var over = new CountDownLatch(1);
        return new Waits() {
            @Override
            public boolean take(Duration time) throws InterruptedException {
                return !over.await(time.toNanos(), TimeUnit.NANOSECONDS);
            }

            @Override
            public void cut() {
                over.countDown();
            }
        };
    }
}
