package dt.ssh.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dt.fleet.OpenSsh;
import dt.fleet.SshAgent;
import dt.remote.RemoteException;
import dt.remote.RemoteException.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logins to a real sshd, with keys of ssh-keygen and a real ssh-agent. */
@Timeout(180)
class LoginIT {
    @TempDir
    static Path servers;

    private static OpenSsh server;

    @TempDir
    Path home;

    private final List<String> warnings = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        server = OpenSsh.start(servers.resolve("server"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void makeSshFolder() throws Exception {
        Files.createDirectory(home.resolve(".ssh"));
    }

    @ParameterizedTest
    @CsvSource({"ed25519,256", "ecdsa,256", "ecdsa,384", "ecdsa,521", "rsa,2048"})
    void aKeyFileOfEveryTypeLogsIn(String type, String bits) throws Exception {
        var key = key("id", "-t", type, "-b", bits);
        authorize(key);

        assertThat(Door.enter(server, credentials(Prompt.NOBODY, null, key))).isEqualTo("in");
    }

    @ParameterizedTest
    @CsvSource({"ed25519,256", "ecdsa,521", "rsa,2048"})
    void aKeyOfTheAgentLogsIn(String type, String bits) throws Exception {
        var key = key("id", "-t", type, "-b", bits);
        authorize(key);

        try (var agent = SshAgent.start(home.resolve("a"))) {
            agent.add(key.toString());
            Files.delete(key);

            assertThat(Door.enter(server, credentials(Prompt.NOBODY, agent.socket())))
                    .isEqualTo("in");
        }
    }

    @Test
    void aHundredAndTwentyEightLoginsShareAnAgent() throws Exception {
        var key = key("id", "-t", "ed25519");
        authorize(key);
        try (var agent = SshAgent.start(home.resolve("a"));
                var keyring = new Keyring(Prompt.NOBODY, warnings::add);
                var threads = Executors.newFixedThreadPool(32)) {
            agent.add(key.toString());
            var credentials = keyring.credentials(Door.settings(home, agent.socket()));

            Callable<String> login = () -> Door.enter(server, credentials);
            var logins = threads.invokeAll(java.util.Collections.nCopies(128, login));

            assertThat(logins).extracting(Future::get).containsOnly("in");
            assertThat(warnings).isEmpty();
        }
    }

    @Test
    void withIdentitiesOnlyTheAgentsOtherKeysAreNotOffered() throws Exception {
        var mine = key("mine", "-t", "ed25519");
        var other = key("other", "-t", "ed25519");
        authorize(other);
        try (var agent = SshAgent.start(home.resolve("a"))) {
            agent.add(mine.toString(), other.toString());
            var settings = new LoginSettings(
                    home, List.of(mine), false, List.of(), true, agent.socket(), LoginSettings.METHODS);

            assertRefused(() -> Door.enter(server, new Keyring(Prompt.NOBODY, warnings::add).credentials(settings)))
                    .contains("it refuses key ~/.ssh/mine,")
                    .doesNotContain("~/.ssh/other");
        }
    }

    @Test
    void anEncryptedKeyIsUnlockedByItsPassphraseOnceForAllHosts() throws Exception {
        var key = key("id", "-t", "ed25519", "-N", "secret");
        authorize(key);
        var asked = new ArrayList<String>();
        Prompt prompt = question -> {
            asked.add(question);
            return Optional.of(asked.size() == 1 ? "wrong".toCharArray() : "secret".toCharArray());
        };
        try (var keyring = new Keyring(prompt, warnings::add)) {
            var credentials = keyring.credentials(Door.settings(home, null, key));

            assertThat(Door.enter(server, credentials)).isEqualTo("in");
            assertThat(Door.enter(server, credentials)).isEqualTo("in");
        }
        assertThat(asked)
                .containsExactly("passphrase for key ~/.ssh/id: ", "wrong passphrase; once more for key ~/.ssh/id: ");
    }

    @Test
    void nobodyIsAskedForThePassphraseOfAKeyThatTheHostDoesNotTake() throws Exception {
        var key = key("stranger", "-t", "ed25519", "-N", "secret");
        var asked = new AtomicInteger();
        Prompt prompt = question -> {
            asked.incrementAndGet();
            return Optional.empty();
        };

        assertRefused(() -> Door.enter(server, credentials(prompt, null, key)))
                .contains("it refuses key ~/.ssh/stranger, it takes publickey;");
        assertThat(asked).hasValue(0);
    }

    @Test
    void withoutATerminalAnEncryptedKeyIsNamed() throws Exception {
        var key = key("id", "-t", "ed25519", "-N", "secret");
        authorize(key);

        assertRefused(() -> Door.enter(server, credentials(Prompt.NOBODY, null, key)))
                .isEqualTo("the host does not let " + OpenSsh.user() + " in: key ~/.ssh/id needs a passphrase,"
                        + " it takes publickey; add it to an agent with ssh-add ~/.ssh/id");
    }

    @Test
    void aWrongPassphraseIsNamedAfterThreeTries() throws Exception {
        var key = key("id", "-t", "ed25519", "-N", "secret");
        authorize(key);
        var asked = new AtomicInteger();
        Prompt prompt = question -> {
            asked.incrementAndGet();
            return Optional.of("wrong".toCharArray());
        };

        assertRefused(() -> Door.enter(server, credentials(prompt, null, key)))
                .contains("wrong passphrase for key ~/.ssh/id");
        assertThat(asked).hasValue(3);
    }

    @Test
    void aMissingKeyIsNamed() {
        assertRefused(() -> Door.enter(server, credentials(Prompt.NOBODY, null, home.resolve(".ssh/none"))))
                .isEqualTo("the host does not let " + OpenSsh.user() + " in: no key file ~/.ssh/none,"
                        + " it takes publickey; check IdentityFile");
    }

    @Test
    void whoHasNoKeyAtAllIsToldHowToMakeOne() {
        var settings = new LoginSettings(
                home, LoginSettings.standardFiles(home), true, List.of(), false, null, LoginSettings.METHODS);

        assertRefused(() -> Door.enter(server, new Keyring(Prompt.NOBODY, warnings::add).credentials(settings)))
                .isEqualTo("the host does not let " + OpenSsh.user() + " in: there is no key to log in with,"
                        + " it takes publickey; make a key with ssh-keygen and copy it there with ssh-copy-id,"
                        + " or name one with IdentityFile");
    }

    @Test
    void anAgentThatIsGoneIsNamedAndKeyFilesStillWork() throws Exception {
        var key = key("id", "-t", "ed25519");
        var gone = home.resolve("gone");

        assertRefused(() -> Door.enter(server, credentials(Prompt.NOBODY, gone, key)))
                .contains("it refuses key ~/.ssh/id, agent " + gone + " cannot be asked: no such file or directory,")
                .endsWith("; start an agent, or see whether SSH_AUTH_SOCK names the right one");
        authorize(key);
        assertThat(Door.enter(server, credentials(Prompt.NOBODY, gone, key))).isEqualTo("in");
        assertThat(warnings).hasSize(2).allMatch(w -> w.startsWith("agent " + gone + " cannot be asked"));
    }

    @Test
    void aLockedAgentIsNamed() throws Exception {
        try (var agent = SshAgent.start(home.resolve("a"))) {
            agent.add(key("id", "-t", "ed25519").toString());
            agent.lock("\0\0\0\u0006\u0016\0\0\0\u0001x".getBytes(StandardCharsets.ISO_8859_1));

            assertRefused(() -> Door.enter(server, credentials(Prompt.NOBODY, agent.socket())))
                    .contains("agent " + agent.socket() + " has no keys, or is locked");
        }
    }

    @Test
    void aKeyThatOthersCanReadIsRefusedAsSshDoes() throws Exception {
        var key = key("id", "-t", "ed25519");
        authorize(key);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

        assertRefused(() -> Door.enter(server, credentials(Prompt.NOBODY, null, key)))
                .contains("key ~/.ssh/id can be read by others: mode 0644")
                .endsWith("; chmod 600 ~/.ssh/id");
    }

    @Test
    void tooManyKeysAreNamedAsSuch() throws Exception {
        try (var agent = SshAgent.start(home.resolve("a"))) {
            for (int i = 0; i < 8; i++) {
                agent.add(key("id" + i, "-t", "ed25519", "-C", "key" + i).toString());
            }

            assertRefused(() -> Door.enter(server, credentials(Prompt.NOBODY, agent.socket())))
                    .contains("it hung up after 6 keys (its MaxAuthTries): agent key key0, agent key key1,")
                    .endsWith("and 2 more; name the right key with IdentityFile, and set IdentitiesOnly yes");
        }
    }

    @Test
    void aPublicKeyFileOfAnotherKeyIsNamed() throws Exception {
        var key = key("id", "-t", "rsa", "-m", "PEM");
        var other = key("other", "-t", "rsa");
        authorize(other);
        Files.copy(Path.of(other + ".pub"), Path.of(key + ".pub"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertRefused(() -> Door.enter(server, credentials(Prompt.NOBODY, null, key)))
                .contains("~/.ssh/id.pub is of another key than ~/.ssh/id");
    }

    private Path key(String name, String... how) throws Exception {
        return OpenSsh.keygen(home.resolve(".ssh").resolve(name), how);
    }

    private dt.ssh.Credentials credentials(Prompt prompt, Path agent, Path... files) {
        return new Keyring(prompt, warnings::add).credentials(Door.settings(home, agent, files));
    }

    private static void authorize(Path key) throws Exception {
        Files.writeString(
                server.folder().resolve("authorized_keys"),
                Files.readString(Path.of(key + ".pub")),
                StandardOpenOption.APPEND);
    }

    private static org.assertj.core.api.AbstractStringAssert<?> assertRefused(ThrowingCallable login) {
        var thrown = org.assertj.core.api.Assertions.catchThrowable(login);
        assertThatThrownBy(() -> {
                    throw thrown;
                })
                .isInstanceOf(RemoteException.class);
        assertThat(((RemoteException) thrown).reason()).isEqualTo(Reason.AUTH);
        return assertThat(thrown.getMessage());
    }
}
