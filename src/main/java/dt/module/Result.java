package dt.module;

import dt.inventory.Host;
import dt.remote.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of one host in a run; each host of a run ends in exactly one.
 *
 * @param module name of the module
 * @param connection how the host was reached, or null: it was not, or there was no need to
 * @param start wall clock when dt began with this host
 * @param ran how long the job took, connecting not included
 * @param attempt 1 for the first
 * @param facts fields of the module's own, in their order; values are numbers, booleans, text, null, and lists and maps of
 *     them
 */
public record Result(
        Host host,
        String module,
        Outcome outcome,
        Captured output,
        @Nullable Connection connection,
        Instant start,
        Duration ran,
        int attempt,
        Map<String, Object> facts) {
    public Result {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /** Without fields of the module's own. */
    public Result(
            Host host,
            String module,
            Outcome outcome,
            Captured output,
            @Nullable Connection connection,
            Instant start,
            Duration ran,
            int attempt) {
        this(host, module, outcome, output, connection, start, ran, attempt, Map.of());
    }
}
