package dt.run;

import java.util.Optional;

/** What happens between two batches. */
@FunctionalInterface
public interface Between {
    /** Nothing: the next follows at once. */
    Between NOTHING = (soFar, next, waits) -> Optional.empty();

    /**
     * Why the next batch is not to begin; empty when it is.
     *
     * @param soFar how those before it went
     * @param next how many hosts it has
     * @param waits for who wants to let time pass
     */
    Optional<String> stops(Summary soFar, int next, Waits waits) throws InterruptedException;
}
