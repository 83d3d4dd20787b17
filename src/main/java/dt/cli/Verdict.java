package dt.cli;

import dt.inventory.Host;
import dt.module.Observer;
import dt.module.Result;

/** Notes whether every host that was told of is okay. */
final class Verdict implements Observer {
    private final Observer next;
    private boolean okay = true;

    Verdict(Observer next) {
        this.next = next;
    }

    boolean isOkay() {
        return okay;
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
        okay &= result.outcome().isOkay();
        next.ended(result);
    }
}
