package dt.secret;

import dt.inventory.Host;
import dt.module.Job;
import dt.module.Outcome;
import dt.module.WrappedJob;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import java.io.IOException;

/** A job whose hosts print no secret. */
record MaskedJob(Job job, Secrets secrets) implements WrappedJob {
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
}
