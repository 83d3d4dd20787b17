package dt.cli;

import dt.inventory.Host;
import dt.journal.RunId;
import dt.module.Observer;
import dt.module.UsageException;
import java.io.IOException;
import java.util.List;

/** Whom a run is shown to. */
interface Shown {
    /** Who started it; stands in the journal. */
    default String who() {
        return System.getProperty("user.name", "?");
    }

    /**
     * The hosts are known and nothing was done yet.
     *
     * @throws UsageException they are not those that were meant
     */
    default void agree(List<Host> hosts) throws UsageException {}

    /** The run begins; the journal knows of it. */
    Observer observer(RunId run, List<Host> hosts) throws UsageException;

    /** There are no more results. */
    void finish() throws IOException;
}
