package dt.module;

import dt.inventory.Host;
import dt.remote.Connection;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of one host in a run; each host of a run ends in exactly one.
 *
 * @param module name of the module
 * @param connection how the host was reached, or null: it was not, or there was no need to
 * @param start wall clock when dt began with this host
 * @param ran how long the job took, connecting not included
 * @param attempt 1 for the first
 */
public record Result(
        Host host,
        String module,
        Outcome outcome,
        Captured output,
        @Nullable Connection connection,
        Instant start,
        Duration ran,
        int attempt) {}
