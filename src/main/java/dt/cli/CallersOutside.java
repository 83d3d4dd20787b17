package dt.cli;

import dt.inventory.Host;
import dt.selector.Outside;
import dt.selector.SelectorException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What selectors take from the caller of dt. */
record CallersOutside(Surroundings caller) implements Outside {
    @Override
    public InputStream standardInput() {
        return caller.in();
    }

    @Override
    public Map<String, String> environment() {
        return caller.env();
    }

    @Override
    public Path folder() {
        return caller.folder();
    }

    @Override
    public Optional<List<Host>> earlierRun(String words) throws SelectorException {
        return Optional.of(new EarlierRuns(Journaling.journals(caller)).hosts(words));
    }
}
