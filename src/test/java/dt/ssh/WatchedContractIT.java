package dt.ssh;

import dt.fleet.OpenSsh;
import dt.inventory.Host;
import dt.module.Job;
import dt.module.Outcome;
import dt.module.Watched;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** With a watchdog beside them commands do what they do without, on a real sshd. */
class WatchedContractIT extends RemoteContract {
    @TempDir
    static Path folder;

    static OpenSsh server;

    final SshSessions sessions = Fakes.sessions(host -> Fakes.target(host.name(), server.port(), server.key()));

    @BeforeAll
    static void start() throws Exception {
        server = OpenSsh.start(folder.resolve("sshd"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void closeSessions() {
        sessions.close();
    }

    @Override
    protected Remote remote() throws Exception {
        var given = new Given();
        var host = Host.named("127.4.5.7");
        new Watched(given).on(host, sessions.remote(host), Output.NOWHERE);
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
