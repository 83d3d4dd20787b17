package dt.output;

import dt.module.Observer;
import dt.module.Result;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Shows the results of a run in a view that also reads result lines from a pipe. */
public final class Viewed implements Observer {
    private final View view;

    public Viewed(View view) {
        this.view = view;
    }

    @Override
    public void ended(Result result) {
        try {
            view.show(new Seen(
                    result.host().label(), result.outcome().isOkay(), Replayed.bytes(result), result.module()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
