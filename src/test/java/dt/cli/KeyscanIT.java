package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.OpenSsh;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code add --keyscan} against a real sshd. */
@Timeout(60)
class KeyscanIT {
    @TempDir
    static Path servers;

    private static OpenSsh server;

    @TempDir
    Path home;

    private Path known;
    private Path managed;
    private String asked = "";

    @BeforeAll
    static void start() throws Exception {
        server = OpenSsh.start(servers.resolve("server"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void homeOfItsOwn() throws Exception {
        known = home.resolve(".ssh/known_hosts");
        managed = home.resolve(".config/dt/hosts.d/90-managed.yaml");
        Files.createDirectory(home.resolve(".ssh"));
        Files.writeString(home.resolve(".ssh/config"), "GlobalKnownHostsFile none\n");
    }

    private Caller caller(String answer) {
        return Caller.at(home).answering(new Prompt() {
            @Override
            public Optional<char[]> secret(String question) {
                return Optional.empty();
            }

            @Override
            public Optional<String> line(String question) {
                asked = question;
                return Optional.of(answer);
            }
        });
    }

    private static String key() throws Exception {
        return "ssh-ed25519 "
                + OpenSsh.run(List.of(
                                "ssh-keygen",
                                "-lf",
                                server.folder().resolve("host_ed25519.pub").toString()))
                        .split(" ")[1];
    }

    private static String at(int host) {
        return "127.0.0." + host + ":" + server.port();
    }

    private static String label(int host) {
        return "127.0.0." + host + "%3A" + server.port();
    }

    private List<String> words(String... more) {
        var all = new java.util.ArrayList<>(List.of("-F", home + "/.ssh/config"));
        all.addAll(List.of(more));
        return all;
    }

    private int types(Caller caller, String... more) {
        return caller.types(words(more).toArray(String[]::new));
    }

    @Test
    void theKeysAreShownAskedForOnceAndStored() throws Exception {
        var caller = caller("y");

        assertThat(types(caller, at(1) + "," + at(2), "add", "--keyscan", "web"))
                .as(caller.complained())
                .isZero();

        assertThat(caller.complained())
                .isEqualTo("dt: " + at(1) + " has the host key " + key() + "\ndt: " + at(2) + " has the host key "
                        + key() + "\n");
        assertThat(asked).isEqualTo("dt: store these 2 host keys in known_hosts? [y/N] ");
        assertThat(caller.printed().lines())
                .containsExactlyInAnyOrder(
                        "okay::dt:add:" + label(1) + ":added to " + managed + "; host key stored in " + known + ": "
                                + key(),
                        "okay::dt:add:" + label(2) + ":added to " + managed + "; host key stored in " + known + ": "
                                + key());
        assertThat(known)
                .hasContent("[127.0.0.1]:" + server.port() + " " + server.hostKey() + "\n[127.0.0.2]:" + server.port()
                        + " " + server.hostKey() + "\n");
        assertThat(Files.readString(managed)).contains("\"127.0.0.1\":", "\"127.0.0.2\":", "tags: [web]");
        // What was stored is what the next connection meets, and ssh agrees.
        assertThat(types(caller("n"), "-o", "json", at(1), "add", "--keyscan")).isZero();
        assertThat(OpenSsh.run(List.of("ssh-keygen", "-F", "[127.0.0.1]:" + server.port(), "-f", known.toString())))
                .contains(server.hostKey());
    }

    @Test
    void aNoAddsNothing() {
        var caller = caller("n");

        assertThat(types(caller, at(1), "add", "--keyscan")).isEqualTo(2);

        assertThat(caller.complained()).contains("dt: nothing was added: the host keys were not accepted; ");
        assertThat(known).doesNotExist();
        assertThat(managed).doesNotExist();
    }

    @Test
    void aScriptHasToSayYes() throws Exception {
        var script = Caller.at(home);

        assertThat(types(script, at(1), "add", "--keyscan")).isEqualTo(2);
        assertThat(script.complained()).contains("has the host key " + key(), "or add --yes");
        assertThat(managed).doesNotExist();
        assertThat(types(script, "--yes", at(1), "add", "--keyscan"))
                .as(script.complained())
                .isZero();
        assertThat(known).exists();
    }

    @Test
    void aChangedKeyIsNeverOverwrittenAndItsHostNotAdded() throws Exception {
        var old = OpenSsh.keygen(home.resolve("old"), "-t", "ed25519").resolveSibling("old.pub");
        var before = "[127.0.0.2]:" + server.port() + " " + Files.readString(old);
        Files.writeString(known, before);
        var caller = caller("y");
        var stored = "\"host_key\":\"" + key() + "\",\"host_key_stored\":1";

        assertThat(types(caller, "-o", "json", at(1) + "," + at(2), "add", "--keyscan"))
                .isEqualTo(1);

        assertThat(caller.complained()).contains(at(1)).doesNotContain(at(2));
        assertThat(caller.printed().lines())
                .anyMatch(line -> line.contains("\"class\":\"hostkey\"") && line.contains("has changed"))
                .anyMatch(line -> line.contains(stored));
        assertThat(Files.readString(known)).startsWith(before).doesNotContain(before + before);
        assertThat(Files.readString(managed)).contains("127.0.0.1").doesNotContain("127.0.0.2");
    }

    @Test
    void aHostThatDoesNotAnswerIsNotAdded() throws Exception {
        var caller = caller("y");

        assertThat(types(caller, "-T", "5", "127.0.0.1:1," + at(1), "add", "--keyscan"))
                .isEqualTo(1);

        assertThat(caller.printed()).contains("fail::dt:add:127.0.0.1%3A1:unreachable: connection refused");
        assertThat(Files.readString(managed)).contains("port: " + server.port()).doesNotContain("port: 1\n");
    }

    @Test
    void pretendAsksNobody() {
        var caller = caller("y");

        assertThat(types(caller, "-p", at(1), "add", "--keyscan")).isZero();

        assertThat(caller.printed()).contains("its host key shown and stored in known_hosts");
        assertThat(asked).isEmpty();
        assertThat(known).doesNotExist();
    }
}
