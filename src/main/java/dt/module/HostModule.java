package dt.module;

import java.util.Set;

/** A named operation that dt performs on every selected host. */
public interface HostModule {
    /** The word typed on the command line and printed in each result line. */
    String name();

    /** The arguments as the help prints them: {@code COMMAND...}. */
    String usage();

    /** What it does, in a few words without a full stop. */
    String summary();

    /** More for its help: lines of text and examples, or nothing. */
    default String details() {
        return "";
    }

    /**
     * Keys of the words {@code key=number} in its output that say nothing of how hosts differ: they do not count where
     * hosts are grouped.
     */
    default Set<String> varies() {
        return Set.of();
    }

    /**
     * Checks the arguments and binds them to a job.
     *
     * @throws UsageException before any host is contacted, so that a typing error costs nothing
     */
    Job prepare(Request request) throws UsageException;
}
