package dt.output;

import java.io.IOException;
import java.io.OutputStream;

/** The original's dthost: a head line for each host as it ends, its lines indented below, an empty line. */
public final class HostView implements View {
    private final Printer out;
    private final Colours colours;

    public HostView(OutputStream out, Colours colours) {
        this.out = new Printer(out);
        this.colours = colours;
    }

    @Override
    public void show(Seen seen) throws IOException {
        out.line(colours.status(seen.okay()) + "::dt:" + Field.encode(seen.module()) + ":"
                + colours.strong(Field.encode(seen.host())) + ":");
        var text = Visible.lines(seen.text());
        if (!text.isEmpty()) {
            out.line("\t" + text.replace("\n", "\n\t"));
        }
        out.line("");
        out.flush();
    }

    @Override
    public void finish() throws IOException {
        out.flush();
    }
}
