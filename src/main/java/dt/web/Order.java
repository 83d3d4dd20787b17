package dt.web;

import java.util.List;

/** What somebody at the page wants done. */
public sealed interface Order {
    /** Who wants it; stands in the journal. */
    String who();

    /** The number of hosts that the person said yes to; 0: was not asked. */
    int confirmed();

    /**
     * A run, as {@code dt SELECTOR WORD...} does it.
     *
     * @param words the module's name and its arguments
     */
    record Run(String who, String selector, List<String> words, int confirmed) implements Order {
        public Run {
            words = List.copyOf(words);
        }
    }

    /**
     * An earlier run once more, as {@code dt runs again RUN WHICH} does it.
     *
     * @param which a state, a selector, or empty
     */
    record Again(String who, String run, String which, int confirmed) implements Order {}
}
