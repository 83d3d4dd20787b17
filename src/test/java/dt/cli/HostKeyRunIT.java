package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.OpenSsh;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Host keys that are unknown, changed or revoked, through the whole program. */
@Timeout(180)
class HostKeyRunIT {
    @TempDir
    static Path servers;

    private static OpenSsh server;

    @TempDir
    Path home;

    private Trio trio;
    private Path known;

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
        known = home.resolve("known");
        trio.sickIsHere("UserKnownHostsFile " + known);
    }

    private static String fingerprint(Path publicKey) throws Exception {
        return "ssh-ed25519 "
                + OpenSsh.run(List.of("ssh-keygen", "-lf", publicKey.toString()))
                        .split(" ")[1];
    }

    private static String offered() throws Exception {
        return fingerprint(server.folder().resolve("host_ed25519.pub"));
    }

    private static String place() {
        return "[127.0.0.3]:" + server.port();
    }

    @Test
    void anUnknownKeyIsShownWithTheLineThatAddsIt() throws Exception {
        trio.sickIsUnreachable(
                "hostkey",
                "host key of 127.0.0.3 is unknown: " + offered() + " is not in " + known + " for " + place()
                        + "; compare it with the host's own, then ssh-keyscan -p " + server.port()
                        + " 127.0.0.3 >> " + known + ", or use --hostkeys accept-new");
        assertThat(known).doesNotExist();
    }

    @Test
    void aChangedKeyIsShownBesideTheOneThatWasKnown() throws Exception {
        var old = OpenSsh.keygen(home.resolve("old"), "-t", "ed25519").resolveSibling("old.pub");
        Files.writeString(known, place() + " " + Files.readString(old));

        trio.sickIsUnreachable(
                "hostkey",
                "host key of 127.0.0.3 has changed: it has " + offered() + ", but " + known + ":1 says "
                        + fingerprint(old) + "; if you know why it changed: ssh-keygen -R '" + place() + "' -f "
                        + known + ", otherwise do not log in",
                "--hostkeys",
                "accept-new");
    }

    @Test
    void aKeyRevokedInKnownHostsIsRefused() throws Exception {
        Files.writeString(known, "* " + server.hostKey() + "\n@revoked * " + server.hostKey() + "\n");

        trio.sickIsUnreachable(
                "hostkey",
                "host key of 127.0.0.3 is revoked: " + known + ":2 revokes " + offered()
                        + "; do not log in before the host has a new key");
    }

    @Test
    void aKeyOfRevokedHostKeysIsRefused() throws Exception {
        var revoked = Files.writeString(home.resolve("revoked"), server.hostKey() + "\n");
        trio.sickIsHere("RevokedHostKeys " + revoked);

        trio.sickIsUnreachable(
                "hostkey",
                "host key of 127.0.0.3 is revoked: " + revoked + " revokes " + offered()
                        + "; do not log in before the host has a new key");
    }

    @Test
    void acceptNewStoresTheKeySaysSoOnceAndIsStrictFromThenOn() throws Exception {
        assertThat(trio.run("--hostkeys", "accept-new", "echo in")).isZero();
        assertThat(trio.caller().complained())
                .isEqualTo("dt: added " + place() + " (" + offered() + ") to " + known + "\n");
        assertThat(known).hasContent(place() + " " + server.hostKey() + "\n");

        assertThat(trio.run("--hostkeys", "strict", "echo in")).isZero();
        assertThat(trio.caller().complained()).isEmpty();
    }
}
