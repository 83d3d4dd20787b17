package dt.run;

import dt.inventory.Host;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which hosts wait, which are under way, and whether the run goes on. */
final class Roster {
    private List<Host> hosts = List.of();
    private int next;
    private boolean begun;
    private final Set<Visit> underWay = new LinkedHashSet<>();
    private @Nullable String stopped;
    private @Nullable String ended;
    private long endedAt;

    synchronized void begin(List<Host> all) {
        if (begun) {
            throw new IllegalStateException("a fan-out runs once");
        }
        begun = true;
        hosts = List.copyOf(all);
    }

    /** The next host in order, now under way; null when none is to be started. */
    synchronized @Nullable Visit take(Function<Host, Visit> visit) {
        if (stopped != null || next == hosts.size()) {
            return null;
        }
        var taken = visit.apply(hosts.get(next++));
        underWay.add(taken);
        return taken;
    }

    synchronized void done(Visit visit) {
        underWay.remove(visit);
    }

    synchronized void stop(String why) {
        if (stopped == null) {
            stopped = why;
        }
    }

    /** Stops, and says who is to be ended: all under way the first time, nobody after it. */
    synchronized List<Visit> end(String why) {
        stop(why);
        if (ended != null) {
            return List.of();
        }
        ended = why;
        endedAt = System.nanoTime();
        return List.copyOf(underWay);
    }

    /** Those that will not be started any more, with the reason; each is named once. */
    synchronized List<Host> left() {
        if (stopped == null) {
            return List.of();
        }
        var left = new ArrayList<>(hosts.subList(next, hosts.size()));
        next = hosts.size();
        return left;
    }

    synchronized String whyStopped() {
        return stopped == null ? "" : stopped;
    }

    synchronized boolean isEnded() {
        return ended != null;
    }

    synchronized long endedAt() {
        return endedAt;
    }

    synchronized List<Visit> underWay() {
        return List.copyOf(underWay);
    }
}
