package dt.agent;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is being served, and whether anybody else will be. Decides under its lock and waits for nobody but {@link #await}. */
final class Desk {
    private final Set<Session> sessions = new HashSet<>();
    private Instant idleSince;
    private long served;
    private @Nullable String retired;
    private boolean closed;

    Desk(Instant now) {
        idleSince = now;
    }

    /** A client has come; true if it is served. One that came before the agent had ended is, even if it has retired. */
    synchronized boolean enter(Session session) {
        return !closed && sessions.add(session);
    }

    synchronized void leave(Session session, Instant now) {
        if (sessions.remove(session)) {
            served++;
            idleSince = now;
            notifyAll();
        }
    }

    /** No more clients, for this reason; false when that was decided before. */
    synchronized boolean retire(String why) {
        if (retired != null) {
            return false;
        }
        retired = why;
        notifyAll();
        return true;
    }

    /** Retires for this reason if nobody is being served right now. */
    synchronized boolean retireIfIdle(String why) {
        return sessions.isEmpty() && retire(why);
    }

    synchronized Optional<String> retired() {
        return Optional.ofNullable(retired);
    }

    synchronized int underWay() {
        return sessions.size();
    }

    synchronized Instant idleSince() {
        return idleSince;
    }

    synchronized long served() {
        return served;
    }

    /** Returns when the agent has retired and nobody is being served any more. */
    synchronized void await() throws InterruptedException {
        while (retired == null || !sessions.isEmpty()) {
            wait();
        }
        closed = true;
    }
}
