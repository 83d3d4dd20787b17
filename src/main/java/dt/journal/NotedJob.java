package dt.journal;

import dt.inventory.Host;
import dt.module.Job;
import dt.module.Outcome;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;

/** A job that is in the journal before anything of it is on the host. */
record NotedJob(Job job, Journal journal) implements Job {
    @Override
    public Outcome on(Host host, Remote remote, Output output) throws RemoteException, InterruptedException {
        journal.sending(host);
        return job.on(host, remote, output);
    }

    @Override
    public String plan(Host host) {
        return job.plan(host);
    }

    @Override
    public boolean inOrder() {
        return job.inOrder();
    }

    @Override
    public boolean connects() {
        return job.connects();
    }
}
