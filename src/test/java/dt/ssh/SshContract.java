package dt.ssh;

import dt.fleet.OpenSsh;
import dt.inventory.Host;
import dt.remote.Remote;
import dt.remote.RemoteContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a real sshd. */
abstract class SshContract extends RemoteContract {
    @TempDir
    static Path folder;

    private static OpenSsh server;

    private final SshSessions sessions = Fakes.sessions(host -> Fakes.target(host.name(), server.port(), server.key()));

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

    Remote to(Host host) {
        return sessions.remote(host);
    }
}
