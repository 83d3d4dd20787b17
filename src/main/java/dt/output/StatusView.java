package dt.output;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The original's dtstatus: the hosts that did well, one line each, then those that did not. The first kind is printed as
 * it comes, so only failures are held; equal texts of those once.
 */
public final class StatusView implements View {
    private final Printer out;
    private final Colours colours;
    private final List<Failure> failures = new ArrayList<>();
    private final Map<String, String> texts = new HashMap<>();
    private boolean anyOkay;

    private record Failure(String host, String text) {}

    public StatusView(OutputStream out, Colours colours) {
        this.out = new Printer(out);
        this.colours = colours;
    }

    @Override
    public void show(Seen seen) throws IOException {
        var text = Escape.of(seen.text());
        if (seen.okay()) {
            if (!anyOkay) {
                out.line(colours.status(true) + ":");
                anyOkay = true;
            }
            host(seen.host(), text);
            out.flush();
        } else {
            var known = texts.putIfAbsent(text, text);
            failures.add(new Failure(seen.host(), known == null ? text : known));
        }
    }

    @Override
    public void finish() throws IOException {
        if (anyOkay) {
            out.line("");
        }
        if (!failures.isEmpty()) {
            out.line(colours.status(false) + ":");
            for (var failure : failures) {
                host(failure.host, failure.text);
            }
            out.line("");
        }
        out.flush();
    }

    private void host(String host, String text) throws IOException {
        out.line("\t" + colours.strong(Field.encode(host)) + ":" + text);
    }
}
