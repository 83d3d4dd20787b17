package dt.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of a run.
 *
 * @param fanout how many hosts at once, as a sliding window
 * @param run how long the whole run may last, or null
 * @param maxOutput how many bytes of each host's output are kept; the rest is counted and dropped
 * @param hostMemory how many bytes of them are held in memory, the rest in a file
 * @param allMemory the same for all hosts together, those included whose results have not been shown yet
 * @param grace how long ended hosts may take before they are given up as {@code kill unconfirmed}
 */
public record Limits(
        int fanout, @Nullable Duration run, long maxOutput, long hostMemory, long allMemory, Duration grace) {
    private static final long MIB = 1 << 20;

    /** What holds when nobody says otherwise. */
    public static final Limits DEFAULT = new Limits(128, null, 64 * MIB, MIB, 128 * MIB, Duration.ofSeconds(30));

    public Limits {
        if (fanout < 1) {
            throw new IllegalArgumentException("fanout must be at least 1, not " + fanout);
        }
        if (maxOutput < 0 || hostMemory < 0 || allMemory < 0) {
            throw new IllegalArgumentException("a limit of output must not be negative");
        }
    }

    /** The same with another fan-out. */
    public Limits withFanout(int hosts) {
        return new Limits(hosts, run, maxOutput, hostMemory, allMemory, grace);
    }

    /** The same with another limit for the whole run. */
    public Limits withRun(@Nullable Duration limit) {
        return new Limits(fanout, limit, maxOutput, hostMemory, allMemory, grace);
    }

    /** The same with another limit of what each host may print. */
    public Limits withMaxOutput(long bytes) {
        return new Limits(fanout, run, bytes, hostMemory, allMemory, grace);
    }

    /** The same with another limit of what hosts may take to end. */
    public Limits withGrace(Duration limit) {
        return new Limits(fanout, run, maxOutput, hostMemory, allMemory, limit);
    }
}
