package dt.output;

import dt.inventory.Host;
import dt.module.Observer;
import dt.module.Result;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * {@code host: line} as lines come, as pdsh prints them; standard error to standard error. Lines are escaped as in result
 * lines. Throws {@link ClosedOutputException}.
 */
public final class RawLines implements Observer {
    private final Sink out;
    private final Sink err;
    private final Escape toOut;
    private final Escape toErr;
    private final Map<String, Pair> hosts = new HashMap<>();

    private record Pair(RawStream out, RawStream err) {}

    public RawLines(Sink out, Sink err) {
        this.out = out;
        this.err = err;
        this.toOut = new Escape(out, false);
        this.toErr = new Escape(err, false);
    }

    @Override
    public boolean wantsOutput() {
        return true;
    }

    @Override
    public boolean readsOutput() {
        return false;
    }

    @Override
    public void printed(Host host, boolean error, byte[] bytes) {
        var pair = hosts.computeIfAbsent(host.label(), this::pair);
        (error ? pair.err : pair.out).write(bytes);
        // Not flushed: to wait for the reader after each piece would take longer than to print it.
        (error ? err : out).push();
    }

    @Override
    public void ended(Result result) {
        var name = result.host().label();
        var pair = hosts.remove(name);
        if (pair == null) {
            pair = pair(name);
        }
        pair.out.end();
        pair.err.end();
        if (result.output().bytes() == 0 || Reason.besideOutput(result.outcome())) {
            pair.err.write(Reason.of(result.outcome()).getBytes(StandardCharsets.UTF_8));
            pair.err.end();
        }
        flush();
    }

    private Pair pair(String host) {
        return new Pair(new RawStream(host, out, toOut), new RawStream(host, err, toErr));
    }

    private void flush() {
        out.flush();
        err.flush();
    }
}
