package dt.cli;

import dt.inventory.InventoryException;
import dt.module.UsageException;
import dt.selector.SelectorException;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** A command of dt that is no run: {@code dt hosts}, {@code dt expand}. */
interface Verb {
    /** Its reserved first word. */
    String name();

    /** Whether the words behind its own are its: else its word is a selector. Always, for a reserved word. */
    default boolean takes(List<String> rest) {
        return true;
    }

    /** Its arguments as the help prints them. */
    String usage();

    /** What it does, in a few words without a full stop. */
    String summary();

    /** More for its help: lines of text and examples, or nothing. */
    default String details() {
        return "";
    }

    /** The options it takes after its word. */
    Set<Flag> flags();

    /**
     * Does it.
     *
     * @param call options of this call, those before and after the command's word, and the caller
     * @param args the other words after the command's word
     * @return the exit status
     */
    int run(Call call, List<String> args)
            throws UsageException, SelectorException, InventoryException, IOException, InterruptedException;
}
