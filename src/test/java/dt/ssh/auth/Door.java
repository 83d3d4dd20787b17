package dt.ssh.auth;

import dt.fleet.OpenSsh;
import dt.ssh.Credentials;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.Service;
import net.schmizz.sshj.common.SecurityUtils;
import net.schmizz.sshj.transport.verification.PromiscuousVerifier;
import org.jspecify.annotations.Nullable;

/** Connects with sshj alone, logs in with the credentials under test and runs a command. */
final class Door {
    private Door() {}

    /** What the command printed. */
    static String enter(OpenSsh server, Credentials credentials) throws Exception {
        return enter(server.port(), credentials, OpenSsh.user(), Duration.ofSeconds(20));
    }

    static String enter(int port, Credentials credentials, String user, Duration limit) throws Exception {
        SecurityUtils.setRegisterBouncyCastle(false);
        try (var client = new SSHClient(new DefaultConfig())) {
            client.addHostKeyVerifier(new PromiscuousVerifier());
            client.connect("127.0.0.1", port);
            credentials.login(client.getTransport(), user, (Service) client.getConnection(), limit);
            try (var session = client.startSession()) {
                var command = session.exec("echo in");
                return new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            }
        }
    }

    static LoginSettings settings(Path home, @Nullable Path agent, Path... files) {
        return new LoginSettings(home, List.of(files), false, List.of(), false, agent, LoginSettings.METHODS);
    }
}
