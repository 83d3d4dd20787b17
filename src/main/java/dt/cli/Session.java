package dt.cli;

import dt.inventory.Host;
import dt.module.Job;
import dt.module.Observer;
import dt.module.Outcome;
import dt.module.Result;
import dt.module.WrappedJob;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import java.io.IOException;
import java.io.OutputStream;

/** An interactive run: what a host prints is on the screen at once and as it is, as ssh does it. The result follows. */
final class Session {
    private static final Outcome BY_SIGNAL = new Outcome.Signalled("INT");
    /** What a shell makes of it: 128 + SIGINT. */
    private static final Outcome BY_STATUS = new Outcome.Failed(ExitStatus.INTERRUPTED);

    private Session() {}

    /** The job, which calls {@code enough} when a command was ended by a Ctrl-C that went to its host. */
    record Work(Job job, Runnable enough) implements WrappedJob {
        @Override
        public Outcome on(Host host, Remote remote, Output output) throws RemoteException, InterruptedException {
            var outcome = job.on(host, remote, output);
            if (outcome.equals(BY_SIGNAL) || outcome.equals(BY_STATUS)) {
                enough.run();
            }
            return outcome;
        }

        @Override
        public boolean inOrder() {
            return true;
        }
    }

    /** Shows what comes, and passes it on. */
    record Screen(OutputStream out, Observer results) implements Observer {
        @Override
        public boolean wantsOutput() {
            return true;
        }

        @Override
        public boolean readsOutput() {
            return results.readsOutput();
        }

        @Override
        public void started(Host host) {
            results.started(host);
        }

        @Override
        public void printed(Host host, boolean error, byte[] bytes) {
            try {
                out.write(bytes);
                out.flush();
            } catch (IOException gone) {
                // A screen that is gone shows nothing; the result says what was printed.
            }
            if (results.wantsOutput()) {
                results.printed(host, error, bytes);
            }
        }

        @Override
        public void ended(Result result) {
            results.ended(result);
        }
    }
}
