package dt.web;

import dt.inventory.Host;
import dt.journal.RunId;
import dt.module.Observer;
import java.util.List;
import java.util.Optional;

/** Follows one run that was ordered at the page. */
public interface Audience {
    /**
     * It begins, and is in the journal.
     *
     * @param stop what Ctrl-C does: the first time no more hosts are begun, the second time the commands are ended
     */
    Observer begins(RunId id, List<Host> hosts, Runnable stop);

    /** A line for the person, such as that a host key was added. May hold words of a host. */
    void note(String line);

    /** Asks the person for something that is not shown; empty when nobody answers in time. */
    Optional<char[]> ask(String question);
}
