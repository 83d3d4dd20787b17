package dt.run;

import dt.inventory.Host;
import dt.module.Observer;
import dt.module.Result;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sees to it that as many results come out as hosts went in, one for each. Anything else is a bug of dt. */
final class Tally implements Observer {
    private final Observer next;
    private final Set<String> open = new HashSet<>();

    Tally(List<Host> hosts, Observer next) {
        this.next = next;
        for (var host : hosts) {
            if (!open.add(host.label())) {
                throw new IllegalStateException("the host " + host.label() + " is twice in the run");
            }
        }
    }

    @Override
    public void started(Host host) {
        next.started(host);
    }

    @Override
    public void printed(Host host, boolean error, byte[] bytes) {
        next.printed(host, error, bytes);
    }

    @Override
    public boolean wantsOutput() {
        return next.wantsOutput();
    }

    @Override
    public boolean readsOutput() {
        return next.readsOutput();
    }

    @Override
    public void ended(Result result) {
        var label = result.host().label();
        if (!open.remove(label)) {
            throw new IllegalStateException("a result too many for the host " + label);
        }
        next.ended(result);
    }

    /** There are no more results. */
    void close() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("no result for " + open.size() + " hosts, among them "
                    + open.iterator().next());
        }
    }
}
