package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.OpenSsh;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Keys, passphrases and agents that are of no use, through the whole program. */
@Timeout(180)
class CredentialsRunIT {
    private static final String NOT_IN = "the host does not let " + OpenSsh.user() + " in: ";

    @TempDir
    static Path servers;

    private static OpenSsh server;

    @TempDir
    Path home;

    private Trio trio;

    /** Somebody who knows no passphrase, and remembers what was asked. */
    private record Guesser(List<String> asked) implements Prompt {
        @Override
        public Optional<char[]> secret(String question) {
            asked.add(question);
            return Optional.of("a guess".toCharArray());
        }

        @Override
        public Optional<String> line(String question) {
            return Optional.empty();
        }
    }

    @BeforeAll
    static void start() throws Exception {
        server = OpenSsh.start(servers.resolve("server"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void threeHosts() throws Exception {
        trio = Trio.at(home, server);
    }

    private void makeKey(String passphrase) throws Exception {
        OpenSsh.keygen(home.resolve(".ssh/mine"), "-t", "ed25519", "-N", passphrase);
    }

    private void authorize() throws IOException {
        Files.writeString(
                server.folder().resolve("authorized_keys"),
                Files.readString(home.resolve(".ssh/mine.pub")),
                StandardOpenOption.APPEND);
    }

    @Test
    void aMissingKeyFileIsNamed() throws Exception {
        trio.sickIsHere("IdentityFile ~/.ssh/absent");

        trio.sickIsUnreachable("auth", NOT_IN + "no key file ~/.ssh/absent, it takes publickey; check IdentityFile");
    }

    @Test
    void aWrongPassphraseIsAskedForThreeTimesAndNotAgainForTheNextHost() throws Exception {
        makeKey("secret");
        authorize();
        trio.sickIsHere("IdentityFile ~/.ssh/mine", "Host well1", "IdentityFile ~/.ssh/mine");
        var guesser = new Guesser(new CopyOnWriteArrayList<>());
        var first = "passphrase for key ~/.ssh/mine: ";
        var again = "wrong passphrase; once more for key ~/.ssh/mine: ";

        trio.with(trio.caller().answering(guesser))
                .sickIsUnreachable(
                        "auth",
                        NOT_IN + "wrong passphrase for key ~/.ssh/mine, it takes publickey;"
                                + " run it again, or add the key to an agent with ssh-add ~/.ssh/mine");

        // Of two runs.
        assertThat(guesser.asked()).containsExactly(first, again, again, first, again, again);
    }

    @Test
    void aPassphraseThatNobodyCanBeAskedForSaysHowToDoWithout() throws Exception {
        makeKey("secret");
        authorize();
        trio.sickIsHere("IdentityFile ~/.ssh/mine");

        trio.sickIsUnreachable(
                "auth",
                NOT_IN + "key ~/.ssh/mine needs a passphrase, it takes publickey;"
                        + " add it to an agent with ssh-add ~/.ssh/mine");
    }

    @Test
    void aLoginThatNoKeyFitsNamesWhatWasTried() throws Exception {
        makeKey("");
        trio.sickIsHere("IdentityFile ~/.ssh/mine");

        trio.sickIsUnreachable(
                "auth",
                NOT_IN + "it refuses key ~/.ssh/mine, it takes publickey;"
                        + " check the user name, copy a key there with ssh-copy-id, or name another with IdentityFile");
    }

    @Test
    void anAgentWhoseSocketIsMissingIsToldOnceAndKeysInFilesLogIn() throws Exception {
        agentIsGone(home.resolve("gone"), "no such file or directory");
    }

    @Test
    void anAgentThatNobodyServesIsToldOnceAndKeysInFilesLogIn() throws Exception {
        var socket = home.resolve("dead");
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(socket))
                .close();

        agentIsGone(socket, "connection refused");
    }

    private void agentIsGone(Path socket, String why) throws IOException {
        trio.sickIsHere("IdentityFile ~/.ssh/absent");
        var problem = "agent " + socket + " cannot be asked: " + why;
        var advice = "start an agent, or see whether SSH_AUTH_SOCK names the right one";

        trio.with(trio.caller().with("SSH_AUTH_SOCK", socket.toString()))
                .sickIsUnreachable(
                        "auth", NOT_IN + problem + ", no key file ~/.ssh/absent, it takes publickey; " + advice);

        assertThat(trio.caller().complained()).isEqualTo("dt: " + problem + "; " + advice + "\n");
    }
}
