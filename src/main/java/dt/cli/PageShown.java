package dt.cli;

import dt.inventory.Host;
import dt.journal.RunId;
import dt.module.Observer;
import dt.module.Result;
import dt.module.UsageException;
import dt.web.Audience;
import dt.web.Order;
import java.util.List;
import java.util.function.Consumer;

/** A run that is shown on the page. */
final class PageShown implements Shown {
    private final Order order;
    private final Audience audience;
    private final int confirmAbove;
    private final Interrupt interrupt = new Interrupt();
    private final Consumer<Host> after;
    private int unconfirmed;
    private boolean begun;

    /** @param after is told of each host that is done */
    PageShown(Order order, Audience audience, int confirmAbove, Consumer<Host> after) {
        this.after = after;
        this.order = order;
        this.audience = audience;
        this.confirmAbove = confirmAbove;
    }

    /** What Ctrl-C would be. */
    Interrupt interrupt() {
        return interrupt;
    }

    boolean isConfirmed() {
        return order.confirmed() > 0;
    }

    /** The number of hosts that has to be confirmed, or 0. */
    int unconfirmed() {
        return unconfirmed;
    }

    boolean hasBegun() {
        return begun;
    }

    @Override
    public String who() {
        return order.who();
    }

    @Override
    public void agree(List<Host> hosts) throws UsageException {
        boolean many = confirmAbove > 0 && hosts.size() > confirmAbove;
        if (isConfirmed() ? order.confirmed() != hosts.size() : many) {
            unconfirmed = hosts.size();
            throw new UsageException("not confirmed");
        }
    }

    @Override
    public Observer observer(RunId run, List<Host> hosts) {
        begun = true;
        var page = audience.begins(run, hosts, interrupt::fire);
        return new Observer() {
            @Override
            public void started(Host host) {
                page.started(host);
            }

            @Override
            public void ended(Result result) {
                page.ended(result);
                after.accept(result.host());
            }
        };
    }

    @Override
    public void finish() {}
}
