package dt.output;

import dt.module.Observer;
import dt.module.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Shows results in a view, those of a run or those of lines from a pipe. */
public final class Viewed implements Observer, OmniReader.Lines {
    private final View view;
    private final Sink others;
    private boolean okay = true;

    /** @param others takes lines that are no results, made safe */
    public Viewed(View view, Sink others) {
        this.view = view;
        this.others = others;
    }

    /** Whether every host shown so far was okay. */
    public boolean isOkay() {
        return okay;
    }

    @Override
    public void ended(Result result) {
        var text = new ByteArrayOutputStream();
        Told.tell(result, text::write);
        try {
            show(result.host().label(), result.outcome().isOkay(), text.toByteArray(), result.module());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void show(String host, boolean good, byte[] text, String module) throws IOException {
        okay &= good;
        view.show(new Seen(host, good, text, module));
    }

    @Override
    public void omni(OmniLine line) throws IOException {
        switch (line.status()) {
            case "okay", "fail" -> show(line.host(), line.status().equals("okay"), line.text(), line.module());
            default -> other(line.text());
        }
    }

    @Override
    public void other(byte[] line) {
        others.text(Escape.of(line) + "\n");
        others.flush();
    }
}
