package dt.module;

import java.util.Optional;

/** Asks the person who started the run. Called from many threads; one question is asked at a time. */
@FunctionalInterface
public interface Ask {
    /** What was typed, without showing it; empty when nobody is there. The caller wipes it. */
    Optional<char[]> secret(String question);
}
