package dt.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;

/** One service of one host, and how often it was started of late. */
final class Cell {
    /** So many starts in so short a time are no longer an accident. */
    private static final int MANY = 3;

    private static final Duration SHORT = Duration.ofMinutes(1);

    private final ArrayDeque<Instant> starts = new ArrayDeque<>(MANY);
    private ServiceState state;
    private Instant flapsUntil = Instant.EPOCH;

    Cell(ServiceState first) {
        state = first;
    }

    ServiceState state() {
        return state;
    }

    /** Until when it counts as flapping: without another start it is then quiet. */
    Instant flapsUntil() {
        return flapsUntil;
    }

    /** What is seen now; whether that is any different. */
    boolean turn(ServiceState next, Instant now) {
        if (next.equals(state)) {
            return false;
        }
        // The same state since another time: it was in the other one in between, unseen.
        boolean again = next.state() == state.state() && !next.since().equals(state.since());
        boolean began = next.state() == ServiceState.State.UP && state.state() != ServiceState.State.UP;
        boolean started = again || began;
        state = next;
        if (started) {
            if (starts.size() == MANY) {
                starts.removeFirst();
            }
            starts.addLast(now);
            if (starts.size() == MANY && starts.getFirst().isAfter(now.minus(SHORT))) {
                flapsUntil = now.plus(SHORT);
            }
        }
        return true;
    }

    /** As the page gets it; {@code column} is the number of the service. */
    List<Object> json(int column) {
        return List.of(
                column,
                state.state().number(),
                state.wanted() ? 1 : 0,
                state.since().getEpochSecond(),
                state.pid() == null ? 0 : state.pid(),
                flapsUntil.getEpochSecond());
    }
}
