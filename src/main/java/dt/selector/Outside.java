package dt.selector;

import dt.inventory.Host;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What selectors need that is no inventory: {@code out}, {@code ec2:} and {@code run:}. */
public interface Outside {
    /** Where {@code out} reads. */
    InputStream standardInput();

    /** The environment in which the {@code aws} command runs and is looked for. */
    Map<String, String> environment();

    /** The folder in which it runs. */
    Path folder();

    /**
     * The hosts of an earlier run by what follows {@code run:}, or empty when no runs are remembered at all.
     *
     * @throws SelectorException there is no such run, or no such result
     */
    Optional<List<Host>> earlierRun(String words) throws SelectorException;
}
