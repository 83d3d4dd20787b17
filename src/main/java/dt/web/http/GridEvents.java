package dt.web.http;

import dt.web.Grid;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The services of all hosts, as a browser that comes or comes back needs them. */
final class GridEvents implements Streams.Source {
    private final Grid grid;
    /** Of what the browser has in part. */
    private final ArrayDeque<String> rest = new ArrayDeque<>();

    private long seen;

    /** @param last the id of the last event that the browser has, or anything else */
    GridEvents(Grid grid, String last) {
        this.grid = grid;
        int dot = last.lastIndexOf('.');
        if (dot > 0 && last.substring(0, dot).equals(grid.epoch())) {
            try {
                seen = Math.max(0, Long.parseLong(last.substring(dot + 1)));
            } catch (NumberFormatException e) {
                seen = 0;
            }
        }
    }

    @Override
    public Streams.@Nullable Event next(long millis) throws InterruptedException {
        if (rest.isEmpty()) {
            if (seen > 0 && !grid.await(seen, millis)) {
                return null;
            }
            var delta = grid.since(seen);
            seen = delta.version();
            rest.addAll(delta.parts());
        }
        var part = rest.remove();
        return rest.isEmpty()
                ? new Streams.Event(grid.epoch() + "." + seen, "grid", part, Streams.Then.NEWS)
                : new Streams.Event(null, "grid", part, Streams.Then.MORE);
    }
}
