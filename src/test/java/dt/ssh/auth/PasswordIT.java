package dt.ssh.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dt.remote.RemoteException;
import dt.remote.RemoteException.Reason;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.UserAuthFactory;
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.shell.ProcessShellCommandFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that take passwords, in the JVM: a real sshd would want the password of the system's user. */
@Timeout(180)
class PasswordIT {
    @TempDir
    Path home;

    private final List<String> asked = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"password", "keyboard-interactive"})
    void thePasswordIsAskedForOnceForAllHosts(String method) throws Exception {
        try (var one = host(method);
                var two = host(method);
                var keyring = new Keyring(answering("secret"), _ -> {})) {
            var credentials = keyring.credentials(Door.settings(home, null));

            assertThat(enter(one, credentials)).isEqualTo("in");
            assertThat(enter(two, credentials)).isEqualTo("in");
        }
        assertThat(asked).containsExactly("password for alice@127.0.0.1 and other hosts that ask alice for one: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "keyboard-interactive"})
    void aWrongPasswordIsNamed(String method) throws Exception {
        try (var host = host(method);
                var keyring = new Keyring(answering("wrong"), _ -> {})) {
            var credentials = keyring.credentials(Door.settings(home, null));

            var refusal = catchThrowableOfType(RemoteException.class, () -> enter(host, credentials));

            assertThat(refusal.reason()).isEqualTo(Reason.AUTH);
            assertThat(refusal.getMessage())
                    .startsWith("the host does not let alice in: it refuses the password, it takes " + method + ";");
        }
        assertThat(asked).hasSize(1);
    }

    @Test
    void withoutATerminalNoPasswordIsSent() throws Exception {
        try (var host = host("password");
                var keyring = new Keyring(Prompt.NOBODY, _ -> {})) {
            var credentials = keyring.credentials(Door.settings(home, null));

            var refusal = catchThrowableOfType(RemoteException.class, () -> enter(host, credentials));

            assertThat(refusal.getMessage())
                    .isEqualTo("the host does not let alice in: there is no key to log in with, it takes password;"
                            + " run dt at a terminal to be asked for the password, or let the host take keys");
        }
    }

    /** It accepts, greets, exchanges keys and then says nothing: MINA's own login is put to sleep. */
    @Test
    void aHostThatIsSilentDuringTheLoginTimesOut() throws Exception {
        try (var host = host("password");
                var keyring = new Keyring(answering("secret"), _ -> {})) {
            var never = new java.util.concurrent.CountDownLatch(1);
            host.setPasswordAuthenticator((user, password, session) -> {
                try {
                    return never.await(20, java.util.concurrent.TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    return false;
                }
            });
            var credentials = keyring.credentials(Door.settings(home, null));

            var late = catchThrowableOfType(
                    RemoteException.class,
                    () -> Door.enter(host.getPort(), credentials, "alice", Duration.ofMillis(500)));
            never.countDown();

            assertThat(late.reason()).isEqualTo(Reason.TIMEOUT);
            assertThat(late.getMessage()).startsWith("no answer to the login of alice in 500 ms;");
        }
    }

    private Prompt answering(String answer) {
        return question -> {
            asked.add(question);
            return Optional.of(answer.toCharArray());
        };
    }

    private static String enter(SshServer host, dt.ssh.Credentials credentials) throws Exception {
        return Door.enter(host.getPort(), credentials, "alice", Duration.ofSeconds(10));
    }

    private static SshServer host(String method) throws Exception {
        var host = SshServer.setUpDefaultServer();
        host.setHost("127.0.0.1");
        try (var free = new ServerSocket(0)) {
            host.setPort(free.getLocalPort());
        }
        host.setKeyPairProvider(new SimpleGeneratorHostKeyProvider());
        UserAuthFactory factory = method.equals("password")
                ? UserAuthPasswordFactory.INSTANCE
                : UserAuthKeyboardInteractiveFactory.INSTANCE;
        host.setUserAuthFactories(List.of(factory));
        host.setPasswordAuthenticator((user, password, session) -> password.equals("secret"));
        host.setCommandFactory(ProcessShellCommandFactory.INSTANCE);
        host.start();
        return host;
    }
}
