package dt.ssh;

import dt.inventory.Host;
import dt.module.Job;
import dt.module.Outcome;
import dt.module.Watched;
import dt.remote.Output;
import dt.remote.Remote;

/** With a watchdog beside them commands do what they do without. */
class WatchedContractIT extends SshContract {
    @Override
    protected Remote remote() throws Exception {
        var given = new Given();
        var host = Host.named("127.4.5.7");
        new Watched(given).on(host, to(host), Output.NOWHERE);
        return given.remote;
    }

    /** A job that keeps what it was given. */
    private static final class Given implements Job {
        Remote remote;

        @Override
        public Outcome on(Host host, Remote there, Output output) {
            remote = there;
            return new Outcome.Okay();
        }

        @Override
        public String plan(Host host) {
            return "";
        }
    }
}
