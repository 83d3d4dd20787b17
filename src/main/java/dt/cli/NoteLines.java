package dt.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** What a run says on standard error, line by line without the {@code dt:} in front. */
final class NoteLines extends OutputStream {
    private static final int LONGEST = 4096;
    private static final int MOST = 20_000;

    private final Consumer<String> to;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder all = new StringBuilder();

    NoteLines(Consumer<String> to) {
        this.to = to;
    }

    @Override
    public synchronized void write(int b) {
        if (b != '\n') {
            if (line.size() < LONGEST) {
                line.write(b);
            }
            return;
        }
        var text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        var said = text.startsWith("dt: ") ? text.substring(4) : text;
        if (all.length() < MOST) {
            all.append(all.isEmpty() ? "" : "\n").append(said);
        }
        to.accept(said);
    }

    /** All lines. */
    synchronized String all() {
        return all.toString();
    }
}
