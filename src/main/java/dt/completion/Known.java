package dt.completion;

import java.util.Collection;
import java.util.List;

/** What dt knows that may be typed. Asked only for what is needed, as each answer may cost a file. */
public interface Known {
    /** The names of the hosts. */
    Collection<String> hosts();

    /** The tags that hosts have. */
    Collection<String> tags();

    /** The runs that are remembered, the newest first, and the words that stand for one. */
    List<Candidate> runs();

    /** The states in which a host ends a run. */
    List<String> states();

    /** The names of the environment variables. */
    Collection<String> variables();
}
