package dt.web.http;

import dt.journal.JournalException;
import dt.journal.PastRun;
import dt.module.Observer;
import dt.module.Result;
import dt.output.Seen;
import dt.output.Sink;
import dt.output.View;
import dt.output.Viewed;
import dt.output.Visible;
import java.io.OutputStream;

/** All that one host printed in a run, for a person to read. */
final class OutputOf implements Observer, View {
    private final String host;
    private final Viewed viewed = new Viewed(this, new Sink(OutputStream.nullOutputStream()));
    private String text = "";

    private OutputOf(String host) {
        this.host = host;
    }

    static String host(PastRun run, String host) throws JournalException {
        var output = new OutputOf(host);
        run.tell(output);
        return output.text;
    }

    @Override
    public void ended(Result result) {
        if (result.host().label().equals(host)) {
            viewed.ended(result);
        }
    }

    @Override
    public void show(Seen seen) {
        text = Visible.lines(seen.text()) + "\n";
    }

    @Override
    public void finish() {}
}
