package dt.output;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The original's dtcompact: a dot or an exclamation mark a host as it ends, then figures, then what failed. */
public final class CompactView implements View {
    private final Printer out;
    private final Colours colours;
    private final InstantSource clock;
    private final Instant start;
    private final List<String> failures = new ArrayList<>();
    private int okay;

    public CompactView(OutputStream out, Colours colours, InstantSource clock) {
        this.out = new Printer(out);
        this.colours = colours;
        this.clock = clock;
        this.start = clock.instant();
    }

    @Override
    public void show(Seen seen) throws IOException {
        if (seen.okay()) {
            okay++;
            out.print(colours.okay("."));
        } else {
            failures.add(colours.fail("fail") + "::dt:" + Field.encode(seen.module()) + ":"
                    + colours.strong(Field.encode(seen.host())) + ":" + Escape.of(seen.text()));
            out.print(colours.fail("!"));
        }
        out.flush();
    }

    @Override
    public void finish() throws IOException {
        int total = okay + failures.size();
        if (total == 0) {
            out.line("\n" + label("Total:") + "%5d".formatted(0));
        } else {
            var took = Duration.between(start, clock.instant()).toSeconds();
            out.line("\n\n" + label("Total:") + "%5s".formatted(total + " in " + took + "s"));
            share("Okay:", okay, total);
            share("Fail:", failures.size(), total);
            if (!failures.isEmpty()) {
                out.line("\n" + colours.strong("Failed errors:"));
                for (var failure : failures) {
                    out.line(failure);
                }
            }
            out.line("");
        }
        out.flush();
    }

    private void share(String word, int count, int total) throws IOException {
        out.line(label(word) + "%5d     [%4s]".formatted(count, count * 100L / total + "%"));
    }

    private String label(String word) {
        return colours.strong(word) + " ".repeat(20 - word.length());
    }
}
