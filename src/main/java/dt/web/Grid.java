package dt.web;

import dt.inventory.Host;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The services of all hosts as they were last seen. Each change has a number, and a row remembers that of its last one.
 * Any thread may use it.
 */
public final class Grid {
    /**
     * What came after a number.
     *
     * @param version the number of the last change that is in it
     * @param parts JSON for the page, one after the other; whoever has not got the last has got nothing
     */
    public record Delta(long version, List<String> parts) {
        public Delta {
            parts = List.copyOf(parts);
        }
    }

    /** What a browser reads and takes in one piece: some fifty hosts with twenty services. */
    private static final int LONGEST_PART = 32 << 10;

    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Row> byHost = new HashMap<>();
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private final InstantSource clock;
    private final String hosts;
    private final String epoch = Keys.random();
    /** The empty grid is the first version, as 0 is who has seen nothing. */
    private long version = 1;

    private long columnsChanged;

    private static final class Row {
        final int number;
        final String host;
        final Map<String, Cell> cells = new LinkedHashMap<>();
        boolean seen;
        /** Null: nobody has looked yet, or it is seen. */
        @Nullable
        String unseen;

        long changed;
        String json = "";

        Row(int number, String host) {
            this.number = number;
            this.host = host;
        }
    }

    /** Of these hosts nothing is known yet. */
    public Grid(List<Host> all, InstantSource clock) {
        this.clock = clock;
        for (var host : all) {
            var row = new Row(rows.size(), host.label());
            rows.add(row);
            byHost.put(host.label(), row);
            render(row);
        }
        hosts = Json.of(all.stream()
                .map(host -> List.of(host.label(), host.tags().stream().sorted().toList()))
                .toList());
    }

    /** Names this grid: numbers of another one mean nothing here. */
    public String epoch() {
        return epoch;
    }

    /** A host was looked at. */
    public synchronized void take(Sighting sighting) {
        var row = byHost.get(sighting.host());
        if (row == null) {
            return;
        }
        boolean changed = switch (sighting) {
            case Sighting.Seen(var _, var services) -> see(row, services);
            case Sighting.Unseen(var _, var why) -> {
                boolean news = row.seen || !why.equals(row.unseen);
                row.seen = false;
                row.unseen = why;
                yield news;
            }
        };
        if (changed) {
            row.changed = ++version;
            render(row);
            notifyAll();
        }
    }

    private boolean see(Row row, List<ServiceState> services) {
        boolean changed = !row.seen;
        row.seen = true;
        row.unseen = null;
        var gone = new HashMap<>(row.cells);
        for (var service : services) {
            gone.remove(service.name());
            var cell = row.cells.get(service.name());
            if (cell == null) {
                row.cells.put(service.name(), new Cell(service));
                if (columns.putIfAbsent(service.name(), columns.size()) == null) {
                    columnsChanged = version + 1;
                }
                changed = true;
            } else {
                changed |= cell.turn(service, clock.instant());
            }
        }
        changed |= row.cells.keySet().removeAll(gone.keySet());
        return changed;
    }

    private void render(Row row) {
        var cells = new ArrayList<Object>();
        row.cells.forEach((name, cell) -> cells.add(cell.json(columns.getOrDefault(name, 0))));
        row.json = Json.of(List.of(row.number, row.seen ? 1 : 0, row.unseen == null ? "" : row.unseen, cells));
    }

    /** All that came after this number; 0: all there is. */
    public synchronized Delta since(long seen) {
        var parts = new ArrayList<String>();
        var head = "{\"now\":" + clock.millis();
        var names = names(seen);
        var some = new StringBuilder();
        for (var row : rows) {
            if (seen == 0 || row.changed > seen) {
                if (some.length() > 0 && some.length() + row.json.length() > LONGEST_PART) {
                    parts.add(head + names + ",\"rows\":[" + some + "]}");
                    names = "";
                    some.setLength(0);
                }
                some.append(some.length() == 0 ? "" : ",").append(row.json);
            }
        }
        parts.add(head + names + ",\"rows\":[" + some + "]}");
        return new Delta(version, parts);
    }

    private String names(long seen) {
        return (seen == 0 ? ",\"hosts\":" + hosts : "")
                + (seen == 0 || columnsChanged > seen
                        ? ",\"services\":" + Json.of(new ArrayList<>(columns.keySet()))
                        : "");
    }

    /** Waits until there is something after this number, but not longer; whether there is. */
    public synchronized boolean await(long seen, long millis) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (version <= seen) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    /** Whether a host has such a service. */
    public synchronized boolean has(String host, String service) {
        var row = byHost.get(host);
        return row != null && row.cells.containsKey(service);
    }

    /** All of it for programs. */
    public synchronized List<Map<String, Object>> list() {
        var now = clock.instant();
        var all = new ArrayList<Map<String, Object>>();
        for (var row : rows) {
            var services = new ArrayList<Map<String, Object>>();
            row.cells.forEach((name, cell) -> services.add(service(name, cell, now)));
            all.add(Json.object("host", row.host, "seen", row.seen, "why", row.unseen, "services", services));
        }
        return all;
    }

    private static Map<String, Object> service(String name, Cell cell, Instant now) {
        var state = cell.state();
        return Json.object(
                "service", name,
                "state", state.state().word(),
                "want", state.wanted() ? "up" : "down",
                "since", state.since().toString(),
                "pid", state.pid(),
                "flapping", now.isBefore(cell.flapsUntil()));
    }
}
