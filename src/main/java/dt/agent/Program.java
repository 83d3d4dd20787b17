package dt.agent;

import java.util.List;
import java.util.Optional;

/** What the agent runs for its clients: dt itself. Called from many threads at once. */
public interface Program {
    /**
     * Why these words must run in a process of their own; empty: they need not. Must leave the caller's streams alone: the
     * other process is going to use them.
     */
    Optional<String> aloneBecause(List<String> words, Caller caller);

    /** Runs the words for a caller and returns the exit status. Never throws for what the words or the hosts did. */
    int run(List<String> words, Caller caller);
}
