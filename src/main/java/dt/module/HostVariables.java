package dt.module;

import dt.inventory.Host;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** What a local command is told of the host it is run for: {@code DT_HOST} and the like. */
public final class HostVariables {
    private HostVariables() {}

    /** The environment variables of a host that is reached this way. */
    public static Map<String, String> of(Host host, Way.Place place) {
        var variables = new LinkedHashMap<String, String>();
        host.vars().forEach((name, value) -> variables.put("DT_VAR_" + name.replaceAll("[^A-Za-z0-9_]", "_"), value));
        variables.put("DT_HOST", host.name());
        variables.put("DT_USER", place.user());
        variables.put("DT_ADDRESS", place.address());
        variables.put("DT_PORT", String.valueOf(place.port()));
        variables.put("DT_TAGS", String.join(",", new TreeSet<>(host.tags())));
        return variables;
    }
}
