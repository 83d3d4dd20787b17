package dt.web.http;

import dt.web.Results;
import org.jspecify.annotations.Nullable;

/** The results of a run as they come. */
final class RunEvents implements Streams.Source {
    private final Results results;
    private int seen;
    private long changes = -1;
    private boolean more;

    /** @param last how many results the browser has, or anything else */
    RunEvents(Results results, String last) {
        this.results = results;
        try {
            seen = Integer.parseInt(last);
        } catch (NumberFormatException e) {
            seen = 0;
        }
    }

    @Override
    public Streams.@Nullable Event next(long millis) throws InterruptedException {
        if (!more && !results.await(changes, millis)) {
            return null;
        }
        var delta = results.since(seen);
        seen = delta.results();
        changes = delta.changes();
        more = delta.more();
        var then = more ? Streams.Then.MORE : delta.last() ? Streams.Then.NOTHING : Streams.Then.NEWS;
        return new Streams.Event(String.valueOf(seen), "run", delta.json(), then);
    }
}
