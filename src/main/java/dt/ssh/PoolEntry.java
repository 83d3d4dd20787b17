package dt.ssh;

import java.time.Instant;

/** A connection in the pool, or one that is being made. Its fields are guarded by the pool's lock. */
final class PoolEntry implements AutoCloseable {
    final Target.Key key;
    /** Whom its login asks. */
    final Object asker;

    final Making attempt;
    int users;
    int capacity = Integer.MAX_VALUE;
    Instant idleSince;
    boolean jump;
    /** Refused its only channel: of no use to anyone. */
    boolean refused;
    /** No longer in the pool. */
    boolean gone;

    PoolEntry(Target.Key key, Object asker, Making attempt, Instant now) {
        this.key = key;
        this.asker = asker;
        this.attempt = attempt;
        this.idleSince = now;
    }

    /** Whether the connection is made. */
    boolean isReady() {
        return attempt.result().isDone() && !attempt.result().isCompletedExceptionally();
    }

    boolean isOpen() {
        return isReady() && attempt.result().resultNow().isOpen();
    }

    @Override
    public void close() {
        attempt.abandon();
        if (isReady()) {
            attempt.result().resultNow().close();
        }
    }
}
