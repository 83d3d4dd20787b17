package dt.journal;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many hosts ended how.
 *
 * @param hosts for each state how many; a state that is not there has none
 */
public record Counts(Map<HostState, Integer> hosts) {
    public Counts {
        var copy = new EnumMap<HostState, Integer>(HostState.class);
        copy.putAll(hosts);
        hosts = Collections.unmodifiableMap(copy);
    }

    /** How many hosts ended so. */
    public int of(HostState state) {
        return hosts.getOrDefault(state, 0);
    }

    /** How many there were in all. */
    public int total() {
        return hosts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
