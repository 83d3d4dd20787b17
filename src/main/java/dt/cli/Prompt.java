package dt.cli;

import java.util.Optional;

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
    };

    /** What was typed, without showing it; empty when there is no terminal or nothing more to read. The caller wipes it. */
    Optional<char[]> secret(String question);

    /** What was typed, shown; empty as above. */
    Optional<String> line(String question);
}
