package dt.web;

import dt.inventory.Host;
import dt.journal.Journals;
import dt.output.Normalize;
import java.util.List;

/** The program behind the page: its hosts, and runs on them. Any thread may ask. */
public interface Fleet {
    /** A word that can be run. */
    record Module(String name, String usage, String summary) {}

    /** All hosts of the page, in their order. */
    List<Host> hosts();

    /**
     * Those of them that a selector has; contacts nobody.
     *
     * @throws Refused it is no selector, or one that costs more than looking into the inventory
     */
    List<Host> select(String selector) throws Refused, InterruptedException;

    /**
     * A selector that has these hosts and no others.
     *
     * @param labels of hosts of the page
     */
    String naming(List<String> labels) throws Refused, InterruptedException;

    /** What can be run. */
    List<Module> modules();

    /**
     * Carries an order out, with the journal, the limits and the settings of any run; returns when it has ended.
     *
     * @throws Refused nothing was begun
     */
    void carryOut(Order order, Audience audience) throws Refused, InterruptedException;

    /** What always differs, and is passed over where outputs are compared. */
    Normalize masks();

    /** The runs that are remembered. */
    Journals journals();
}
