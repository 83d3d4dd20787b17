package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrong words behind {@code dt web}: nothing is opened then. */
class WebWordsTest {
    @TempDir
    Path home;

    private Caller caller;

    @BeforeEach
    void caller() throws Exception {
        caller = Caller.at(home);
        Files.writeString(home.resolve("hosts.yaml"), "hosts: {web1: {}}\n");
    }

    private void refused(String message, String... words) {
        var all = new java.util.ArrayList<>(java.util.List.of("-D", home + "/hosts.yaml", "web"));
        all.addAll(java.util.List.of(words));
        assertThat(caller.types(all.toArray(String[]::new))).isEqualTo(2);
        assertThat(caller.complained()).contains(message).startsWith("dt: ");
        assertThat(caller.printed()).isEmpty();
    }

    @Test
    void anotherAddressTakesACertificateAndTokens() {
        refused("it takes --cert FILE, --key FILE and --token-file FILE", "--listen", "0.0.0.0");
        refused("it takes --cert FILE, --key FILE and --token-file FILE", "--listen", "::");
        refused("--cert and --key go together", "--cert", "page.pem");
    }

    @Test
    void wrongValuesAreSaid() {
        refused("--port takes a number from 0 to 65535, not \"http\"", "--port", "http");
        refused("--port takes a number from 0 to 65535, not \"70000\"", "--port", "70000");
        refused("--listen takes an address of this machine", "--listen", "not an address");
        refused("dt web takes one selector at most", "web1", "web2");
        refused("cannot be used", "--cert", "nowhere.pem", "--key", "nowhere.key");
    }

    @Test
    void aTokenFileThatOthersCanReadOrThatIsWrongIsRefused() throws Exception {
        var file = home.resolve("tokens");
        Files.writeString(file, "ada 0123456789abcdef\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        refused("can be read by others than its owner; chmod 600 it", "--token-file", "tokens");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(file, "# nobody\nada short\n");
        refused("tokens:2: a name and a token of 16 characters or more are needed", "--token-file", "tokens");
        Files.writeString(file, "\n");
        refused("has no token", "--token-file", "tokens");
        refused("cannot read the tokens", "--token-file", "nowhere");
    }

    @Test
    void noHostIsNoPage() {
        assertThat(caller.types("-D", home + "/hosts.yaml", "web", "tag:nothing"))
                .isEqualTo(4);
        assertThat(caller.complained()).contains("no host matches tag:nothing");
    }
}
