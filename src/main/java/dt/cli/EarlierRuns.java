package dt.cli;

import dt.inventory.Host;
import dt.journal.HostState;
import dt.journal.JournalException;
import dt.journal.Journals;
import dt.selector.SelectorException;
import dt.suggest.Nearest;
import java.util.List;

/** What {@code run:} selects. */
record EarlierRuns(Journals journals) {
    /** @param words {@code last:failed}, an id with or without a state */
    List<Host> hosts(String words) throws SelectorException {
        var parts = words.split(":", 2);
        try {
            var run = journals.find(parts[0]);
            return parts.length == 1 ? run.hosts() : run.hosts(state(words, parts[1]));
        } catch (JournalException e) {
            throw new SelectorException(String.valueOf(e.getMessage()), "run:" + words, "run:".length());
        }
    }

    private static HostState state(String words, String word) throws SelectorException {
        var state = HostState.named(word);
        if (state.isEmpty()) {
            throw new SelectorException(
                    "no host ends as \"" + word + "\"; "
                            + Nearest.to(word, HostState.words())
                                    .map(near -> "did you mean " + near + "?")
                                    .orElse("there are " + String.join(" ", HostState.words())),
                    "run:" + words,
                    "run:".length() + words.indexOf(':') + 1);
        }
        return state.get();
    }
}
