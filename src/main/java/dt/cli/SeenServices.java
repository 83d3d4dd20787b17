package dt.cli;

import dt.web.ServiceState;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the module runit tells of the services of a host, as the page takes it. */
final class SeenServices {
    private SeenServices() {}

    /** @param services objects as in {@code -o json} */
    static List<ServiceState> of(List<?> services, HostClock clock) {
        var states = new ArrayList<ServiceState>();
        for (var service : services) {
            if (service instanceof Map<?, ?> fields && fields.get("name") instanceof String name) {
                states.add(one(name, fields, clock));
            }
        }
        return states;
    }

    private static ServiceState one(String name, Map<?, ?> fields, HostClock clock) {
        var state = Boolean.TRUE.equals(fields.get("paused"))
                ? ServiceState.State.PAUSED
                : switch (String.valueOf(fields.get("state"))) {
                    case "run" -> ServiceState.State.UP;
                    case "down" -> ServiceState.State.DOWN;
                    case "finish" -> ServiceState.State.FINISH;
                    case "denied" -> ServiceState.State.DENIED;
                    default -> ServiceState.State.UNSUPERVISED;
                };
        var pid = fields.get("pid") instanceof Number number ? Long.valueOf(number.longValue()) : null;
        return new ServiceState(name, state, "up".equals(fields.get("want")), since(fields, clock), pid);
    }

    private static Instant since(Map<?, ?> fields, HostClock clock) {
        if (fields.get("since") instanceof String since && fields.get("uptime") instanceof Number uptime) {
            try {
                var ours = clock.ours(Instant.parse(since), Duration.ofSeconds(uptime.longValue()), Instant.now());
                return ours.truncatedTo(ChronoUnit.SECONDS);
            } catch (DateTimeException malformed) {
                // A host may say what it likes; then nobody knows since when.
            }
        }
        return Instant.EPOCH;
    }
}
