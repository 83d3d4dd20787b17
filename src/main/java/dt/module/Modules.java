package dt.module;

import dt.suggest.Nearest;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The modules that a run can choose from, by name. Never changes. */
public final class Modules {
    private final SortedMap<String, HostModule> byName;

    private Modules(SortedMap<String, HostModule> byName) {
        this.byName = byName;
    }

    /**
     * These modules.
     *
     * @throws UsageException when two of them have one name; names both
     */
    public static Modules of(Collection<? extends HostModule> modules) throws UsageException {
        var byName = new TreeMap<String, HostModule>();
        for (var module : modules) {
            var first = byName.put(module.name(), module);
            if (first != null) {
                throw new UsageException("two modules are called " + module.name() + ": "
                        + first.getClass().getName() + " (" + first.summary() + ") and "
                        + module.getClass().getName() + " (" + module.summary() + "); rename or remove one");
            }
        }
        return new Modules(byName);
    }

    /** All of them, by name. */
    public List<HostModule> all() {
        return List.copyOf(byName.values());
    }

    /**
     * The module of this name.
     *
     * @throws UsageException when there is none; suggests the nearest
     */
    public HostModule named(String name) throws UsageException {
        var found = byName.get(name);
        if (found == null) {
            throw new UsageException("there is no module " + name + "; "
                    + Nearest.to(name, byName.keySet())
                            .map(near -> "did you mean " + near + "?")
                            .orElse("dt modules lists them"));
        }
        return found;
    }
}
