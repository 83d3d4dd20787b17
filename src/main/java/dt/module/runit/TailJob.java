package dt.module.runit;

import dt.inventory.Host;
import dt.module.Job;
import dt.module.Outcome;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;

/** Shows a log as it grows. */
record TailJob(Runner runner) implements Job {
    @Override
    public Outcome on(Host host, Remote remote, Output output) throws RemoteException, InterruptedException {
        return runner.run(host, remote, null, output);
    }

    @Override
    public boolean streams() {
        return true;
    }

    @Override
    public String plan(Host host) {
        return runner.plan(host);
    }

    @Override
    public void close() {
        runner.close();
    }
}
