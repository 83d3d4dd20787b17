package dt.ssh.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dt.fleet.OpenSsh;
import dt.fleet.SshAgent;
import dt.remote.RemoteException;
import dt.remote.RemoteException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that want more, or other things, than one key: each test starts an sshd of its own. */
@Timeout(180)
class MethodsIT {
    @TempDir
    Path home;

    @Test
    void aHostMayWantTwoKeys() throws Exception {
        try (var server = OpenSsh.start(home.resolve("server"), "AuthenticationMethods publickey,publickey")) {
            var second = OpenSsh.keygen(home.resolve("second"), "-t", "ecdsa");
            authorize(server, second);

            assertThat(Door.enter(server, login(server.key(), second))).isEqualTo("in");
            assertThat(refusal(server, login(server.key())))
                    .isEqualTo(
                            "the host does not let " + OpenSsh.user() + " in after taking key " + "~/server/id_ed25519"
                                    + ": it takes publickey; give the further key that its AuthenticationMethods ask for");
        }
    }

    @Test
    void aHostThatTakesOnlyPasswordsIsNamedAsSuch() throws Exception {
        try (var server =
                OpenSsh.start(home.resolve("server"), "PubkeyAuthentication no", "PasswordAuthentication yes")) {
            assertThat(refusal(server, login(server.key())))
                    .isEqualTo("the host does not let " + OpenSsh.user() + " in: it refuses key ~/server/id_ed25519,"
                            + " it takes password; run dt at a terminal to be asked for the password,"
                            + " or let the host take keys");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
    void aCertificateBesideItsKeyLogsIn(String type) throws Exception {
        var authority = OpenSsh.keygen(home.resolve("ca"), "-t", "ed25519");
        try (var server = OpenSsh.start(home.resolve("server"), "TrustedUserCAKeys " + authority + ".pub")) {
            var key = certified(authority, OpenSsh.keygen(home.resolve("id"), "-t", type));

            assertThat(Door.enter(server, login(key))).isEqualTo("in");
            assertThat(server.log()).contains("-CERT");
        }
    }

    @Test
    void aNamedCertificateWorksWithTheKeyInTheAgent() throws Exception {
        var authority = OpenSsh.keygen(home.resolve("ca"), "-t", "ed25519");
        try (var server = OpenSsh.start(home.resolve("server"), "TrustedUserCAKeys " + authority + ".pub");
                var agent = SshAgent.start(home.resolve("a"))) {
            var key = OpenSsh.keygen(home.resolve("id"), "-t", "rsa");
            agent.add(key.toString());
            certified(authority, key);
            var settings = new LoginSettings(
                    home,
                    List.of(),
                    false,
                    List.of(Path.of(key + "-cert.pub")),
                    true,
                    agent.socket(),
                    LoginSettings.METHODS);

            assertThat(Door.enter(server, new Keyring(Prompt.NOBODY, _ -> {}).credentials(settings)))
                    .isEqualTo("in");
        }
    }

    @Test
    void aCertificateInTheAgentLogsIn() throws Exception {
        var authority = OpenSsh.keygen(home.resolve("ca"), "-t", "ed25519");
        try (var server = OpenSsh.start(home.resolve("server"), "TrustedUserCAKeys " + authority + ".pub");
                var agent = SshAgent.start(home.resolve("a"))) {
            var key = certified(authority, OpenSsh.keygen(home.resolve("id"), "-t", "ecdsa"));
            agent.add(key.toString());

            assertThat(Door.enter(
                            server,
                            new Keyring(Prompt.NOBODY, _ -> {}).credentials(Door.settings(home, agent.socket()))))
                    .isEqualTo("in");
        }
    }

    @Test
    void anRsaKeySignsWithSha256WhereNothingElseIsTaken() throws Exception {
        try (var server = OpenSsh.start(home.resolve("server"), "PubkeyAcceptedAlgorithms rsa-sha2-256")) {
            var key = OpenSsh.keygen(home.resolve("id"), "-t", "rsa");
            authorize(server, key);

            assertThat(Door.enter(server, login(key))).isEqualTo("in");
        }
    }

    private dt.ssh.Credentials login(Path... keys) {
        return new Keyring(Prompt.NOBODY, _ -> {}).credentials(Door.settings(home, null, keys));
    }

    private static Path certified(Path authority, Path key) throws Exception {
        OpenSsh.run(List.of(
                "ssh-keygen", "-q", "-s", authority.toString(), "-I", "me", "-n", OpenSsh.user(), key + ".pub"));
        return key;
    }

    private static void authorize(OpenSsh server, Path key) throws Exception {
        Files.writeString(
                server.folder().resolve("authorized_keys"),
                Files.readString(Path.of(key + ".pub")),
                StandardOpenOption.APPEND);
    }

    private static String refusal(OpenSsh server, dt.ssh.Credentials credentials) {
        var refusal = catchThrowableOfType(RemoteException.class, () -> Door.enter(server, credentials));
        assertThat(refusal.reason()).isEqualTo(Reason.AUTH);
        return refusal.getMessage();
    }
}
