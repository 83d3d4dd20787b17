package dt.inventory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** All hosts that dt knows, each name once. Never changes, so that any number of runs can share one. */
public final class Inventory {
    private final List<Host> hosts;
    private final Map<String, Host> byName;

    private Inventory(List<Host> hosts, Map<String, Host> byName) {
        this.hosts = hosts;
        this.byName = byName;
    }

    /**
     * The inventory of these hosts, in this order.
     *
     * @throws IllegalArgumentException when two of them have one name
     */
    public static Inventory of(List<Host> hosts) {
        var byName = HashMap.<String, Host>newHashMap(hosts.size());
        for (var host : hosts) {
            if (byName.put(host.name(), host) != null) {
                throw new IllegalArgumentException("two hosts are called " + host.name());
            }
        }
        return new Inventory(List.copyOf(hosts), byName);
    }

    /** The hosts, in inventory order: as the files name them first. */
    public List<Host> hosts() {
        return hosts;
    }

    /** The host of this name. */
    public Optional<Host> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Every tag that some host has. */
    public SortedSet<String> tags() {
        var tags = new TreeSet<String>();
        for (var host : hosts) {
            tags.addAll(host.tags());
        }
        return tags;
    }
}
