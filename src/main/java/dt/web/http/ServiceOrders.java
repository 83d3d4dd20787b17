package dt.web.http;

import dt.web.Fleet;
import dt.web.Grid;
import dt.web.Order;
import dt.web.Refused;
import dt.web.RunBook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Orders for services become runs: one for all hosts on which the same services are meant. */
final class ServiceOrders {
    private static final Set<String> VERBS = Set.of(
            "up", "down", "once", "restart", "pause", "cont", "hup", "alarm", "int", "quit", "usr1", "usr2", "term",
            "kill");

    private static final int MOST_RUNS = 16;

    private final Fleet fleet;
    private final Grid grid;
    private final RunBook runs;

    ServiceOrders(Fleet fleet, Grid grid, RunBook runs) {
        this.fleet = fleet;
        this.grid = grid;
        this.runs = runs;
    }

    /**
     * Begins them; answers the ids of the runs.
     *
     * @param cells host to list of services
     * @param confirmed how many services the person said yes to
     */
    List<String> carryOut(String who, String verb, Map<?, ?> cells, int confirmed)
            throws Refused, InterruptedException {
        if (!VERBS.contains(verb)) {
            throw new Refused("there is no verb " + verb + " for services", null);
        }
        var hostsOf = new LinkedHashMap<Set<String>, List<String>>();
        int services = 0;
        for (var entry : cells.entrySet()) {
            var host = String.valueOf(entry.getKey());
            var names = names(host, entry.getValue());
            services += names.size();
            hostsOf.computeIfAbsent(names, _ -> new ArrayList<>()).add(host);
        }
        if (services == 0) {
            throw new Refused("no service is named", null);
        }
        if (services != confirmed) {
            throw Refused.unlessConfirmed(services);
        }
        if (hostsOf.size() > MOST_RUNS) {
            throw new Refused(
                    "that would be " + hostsOf.size() + " runs, as the services differ from host to host; take"
                            + " fewer",
                    null);
        }
        var ids = new ArrayList<String>();
        for (var entry : hostsOf.entrySet()) {
            var words = new ArrayList<>(List.of("runit", verb));
            words.addAll(entry.getKey());
            ids.add(runs.begin(new Order.Run(
                    who, fleet.naming(entry.getValue()), words, entry.getValue().size())));
        }
        return ids;
    }

    /** Only what the grid has: so no text of a request becomes part of a command. */
    private Set<String> names(String host, Object list) throws Refused {
        var names = new LinkedHashSet<String>();
        if (!(list instanceof List<?> services)) {
            throw new Refused("the services of " + host + " have to be a list", null);
        }
        for (var service : services) {
            var name = String.valueOf(service);
            if (!grid.has(host, name)) {
                throw new Refused("there is no service " + name + " on " + host, null);
            }
            names.add(name);
        }
        return names;
    }
}
