package dt.secret;

import dt.inventory.Host;
import dt.module.Job;
import dt.module.Outcome;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import java.io.IOException;
import java.util.Map;

/** A job whose hosts print no secret. */
record MaskedJob(Job job, Secrets secrets) implements Job {
    @Override
    public Outcome on(Host host, Remote remote, Output output) throws RemoteException, InterruptedException {
        var masked = new MaskedOutput(secrets, output);
        try {
            return job.on(host, remote, masked);
        } finally {
            end(masked);
        }
    }

    private static void end(MaskedOutput masked) {
        try {
            masked.end();
        } catch (IOException e) {
            // Whoever takes the output knows why it took no more, and says so in the result.
        }
    }

    @Override
    public String plan(Host host) {
        return secrets.mask(job.plan(host));
    }

    @Override
    public boolean inOrder() {
        return job.inOrder();
    }

    @Override
    public boolean streams() {
        return job.streams();
    }

    @Override
    public String batches() {
        return job.batches();
    }

    @Override
    public String wayBack() {
        return job.wayBack();
    }

    @Override
    public long bytesMoved() {
        return job.bytesMoved();
    }

    @Override
    public boolean connects() {
        return job.connects();
    }

    @Override
    public Map<String, Object> facts(Host host) {
        return job.facts(host);
    }
}
