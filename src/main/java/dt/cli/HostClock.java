package dt.cli;

import java.time.Duration;
import java.time.Instant;

/**
 * How far the clock of a host is from ours. Kept until it differs by more than what a slow answer makes of it, so that
 * the beginning of a state is the same instant each time it is told.
 */
final class HostClock {
    private static final Duration SLACK = Duration.ofSeconds(3);

    private Duration ahead = Duration.ZERO;

    /** An instant of the host's clock by ours. */
    Instant ours(Instant theirs, Duration ago, Instant now) {
        var seen = Duration.between(now, theirs.plus(ago));
        if (seen.minus(ahead).abs().compareTo(SLACK) > 0) {
            ahead = seen;
        }
        return ahead.abs().compareTo(SLACK) > 0 ? theirs.minus(ahead) : theirs;
    }
}
