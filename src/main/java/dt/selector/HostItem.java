package dt.selector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One item of a host list.
 *
 * @param user the login name that was typed, or null
 * @param port the port that was typed, or null
 * @param names what to look up: names, or one pattern over the inventory's
 * @param isGlob whether it is a pattern
 */
record HostItem(@Nullable String user, @Nullable Integer port, List<String> names, boolean isGlob) {
    HostItem {
        names = List.copyOf(names);
    }

    /** How a run calls one of them: user and port as they were typed. */
    String label(String name) {
        return (user == null ? "" : user + "@") + name + (port == null ? "" : ":" + port);
    }
}
