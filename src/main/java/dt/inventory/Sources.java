package dt.inventory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Where a caller says that hosts come from.
 *
 * @param paths what {@code -D} says, in order; empty: {@code $DTOOLS_DB}, else the usual places
 * @param environment of the caller
 * @param home of the caller
 * @param folder the caller's current folder
 * @param system the system's configuration of dt, {@code /etc/dt}
 * @param scripts how executable inventories are run
 */
public record Sources(
        List<String> paths, Map<String, String> environment, Path home, Path folder, Path system, Scripts scripts) {
    /**
     * How executable inventories are run.
     *
     * @param cache for how long what one printed is used again; zero: never
     * @param timeout how long one may run; zero: none is run, and one of which nothing is kept has no hosts
     */
    public record Scripts(Duration cache, Duration timeout) {
        /** {@code inventory: {cache: 60s, timeout: 30s}} of the settings. */
        public static final Scripts USUAL = new Scripts(Duration.ofSeconds(60), Duration.ofSeconds(30));

        /** Whether nobody said otherwise. */
        public boolean isUsual() {
            return cache.equals(USUAL.cache) && timeout.equals(USUAL.timeout);
        }
    }

    public Sources {
        paths = List.copyOf(paths);
        environment = Map.copyOf(environment);
    }

    /** With {@code /etc/dt} and the usual way to run scripts. */
    public Sources(List<String> paths, Map<String, String> environment, Path home, Path folder) {
        this(paths, environment, home, folder, Path.of("/etc/dt"), Scripts.USUAL);
    }

    /** A folder that the XDG Base Directory Specification puts at a variable or below home; it must be absolute there. */
    Path xdg(String variable, String otherwise) {
        var value = environment.getOrDefault(variable, "");
        return value.startsWith("/") ? Path.of(value) : home.resolve(otherwise);
    }
}
