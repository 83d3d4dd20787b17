package dt.output;

import dt.inventory.Host;
import dt.module.Observer;
import dt.module.Result;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;

/** {@code host: line} as lines come, standard error to standard error. A line is never torn by another host's. */
public final class RawLines implements Observer {
    private static final int LONGEST = 64 << 10;

    private final Sink out;
    private final Sink err;
    private final Map<String, ByteArrayOutputStream> partial = new HashMap<>();

    public RawLines(Sink out, Sink err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public boolean wantsOutput() {
        return true;
    }

    @Override
    public void printed(Host host, boolean error, byte[] bytes) {
        var line = partial.computeIfAbsent(key(host, error), _ -> new ByteArrayOutputStream());
        int from = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n' || line.size() + at - from >= LONGEST) {
                int end = bytes[at] == '\n' ? at : at + 1;
                line.write(bytes, from, end - from);
                print(host, error, line);
                from = at + 1;
            }
        }
        line.write(bytes, from, bytes.length - from);
        (error ? err : out).flush();
    }

    @Override
    public void ended(Result result) {
        for (boolean error : new boolean[] {false, true}) {
            var rest = partial.remove(key(result.host(), error));
            if (rest != null && rest.size() > 0) {
                print(result.host(), error, rest);
            }
        }
        Reason.of(result.outcome(), false).ifPresent(reason -> err.text(prefix(result.host()) + reason + "\n"));
        out.flush();
        err.flush();
    }

    private void print(Host host, boolean error, ByteArrayOutputStream line) {
        (error ? err : out).text(prefix(host) + Visible.lines(line.toByteArray()) + "\n");
        line.reset();
    }

    private static String prefix(Host host) {
        return Visible.line(host.label()) + ": ";
    }

    private static String key(Host host, boolean error) {
        return (error ? "e" : "o") + host.label();
    }
}
