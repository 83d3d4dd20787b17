package dt.cli;

import dt.run.Between;
import dt.run.Summary;
import dt.run.Waits;
import java.util.Optional;

/** Ends a run after the first step in which a host failed. */
final class Canary implements Between {
    private final Between between;
    private volatile boolean stopped;

    /** @param between what happens after a step in which all went well */
    Canary(Between between) {
        this.between = between;
    }

    @Override
    public Optional<String> stops(Summary soFar, int next, Waits waits) throws InterruptedException {
        if (soFar.okay() == soFar.hosts()) {
            return between.stops(soFar, next, waits);
        }
        stopped = true;
        return Optional.of("a host of the step before failed");
    }

    boolean isStopped() {
        return stopped;
    }
}
