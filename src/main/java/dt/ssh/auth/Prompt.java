package dt.ssh.auth;

import java.util.Optional;

/** Asks the person at the terminal for a secret. Never called from two threads at once. */
@FunctionalInterface
public interface Prompt {
    /** Where nobody can be asked. */
    Prompt NOBODY = question -> Optional.empty();

    /**
     * Shows the question, does not echo the answer. The caller wipes it.
     *
     * @return empty when nobody is there or wants to answer: the question is not asked again
     */
    Optional<char[]> secret(String question) throws InterruptedException;
}
