package dt.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the person who called. */
interface Prompt {
    /** Nobody is there. */
    Prompt NOBODY = new Prompt() {
        @Override
        public Optional<char[]> secret(String question) {
            return Optional.empty();
        }

        @Override
        public Optional<String> line(String question) {
            return Optional.empty();
        }

        @Override
        public boolean isAnybodyThere() {
            return false;
        }
    };

    /** What was typed, without showing it; empty when there is no terminal or nothing more to read. The caller wipes it. */
    Optional<char[]> secret(String question);

    /** What was typed, shown; empty as above. */
    Optional<String> line(String question);

    /** Whether a person could answer a {@link #line}. */
    default boolean isAnybodyThere() {
        return true;
    }

    /** Has this run before each question: what stands where it is going to be asked has to go. Null: nothing any more. */
    default void beforeAsking(@Nullable Runnable before) {}

    /** Whether a question stands on the screen: nothing may be drawn over it. */
    default boolean isAsking() {
        return false;
    }
}
