package dt.inventory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All hosts that dt knows, each name once. Never changes, so that any number of runs can share one. */
public final class Inventory {
    private final List<Host> hosts;

    /** Made when the first asks: most calls walk over the hosts and ask for none by its name. */
    private @Nullable Map<String, Host> byName;

    private Inventory(List<Host> hosts) {
        this.hosts = List.copyOf(hosts);
    }

    /**
     * The inventory of these hosts, in this order.
     *
     * @throws IllegalArgumentException when two of them have one name
     */
    public static Inventory of(List<Host> hosts) {
        var inventory = new Inventory(hosts);
        inventory.byName();
        return inventory;
    }

    /** The same for hosts whose names are known to be distinct. */
    static Inventory ofDistinct(List<Host> hosts) {
        return new Inventory(hosts);
    }

    private synchronized Map<String, Host> byName() {
        var found = byName;
        if (found == null) {
            found = HashMap.newHashMap(hosts.size());
            for (var host : hosts) {
                if (found.put(host.name(), host) != null) {
                    throw new IllegalArgumentException("two hosts are called " + host.name());
                }
            }
            byName = found;
        }
        return found;
    }

    /** The hosts, in inventory order: as the files name them first. */
    public List<Host> hosts() {
        return hosts;
    }

    /** The host of this name. */
    public Optional<Host> find(String name) {
        return Optional.ofNullable(byName().get(name));
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
