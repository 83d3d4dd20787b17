package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.OpenSsh;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a process of dt loads for a run on a real host. */
@Timeout(180)
class StartIT {
    @TempDir
    Path home;

    @Test
    void aRunLoadsNeitherBouncyCastleNorWhatOnlyOtherCommandsNeed() throws Exception {
        var log = home.resolve("loaded");
        try (var server = OpenSsh.start(home.resolve("sshd"));
                var dt = Child.start(
                        home,
                        List.of("env", "JDK_JAVA_OPTIONS=-Xlog:class+load:file=" + log),
                        "-F",
                        config(server).toString(),
                        "-D",
                        "/dev/null",
                        "127.1.0.1",
                        "ssh",
                        "echo hello")) {
            assertThat(dt.rest()).containsExactly("okay::dt:ssh:127.1.0.1:hello");
        }
        assertThat(Files.readString(log))
                .contains("net.schmizz.sshj.")
                .doesNotContain("org.bouncycastle.", "org.jline.", "io.helidon.", "org.apache.sshd.");
    }

    private Path config(OpenSsh server) throws Exception {
        return Files.write(
                home.resolve("config"),
                List.of(
                        "Port " + server.port(),
                        "User " + OpenSsh.user(),
                        "IdentityFile " + server.key(),
                        "StrictHostKeyChecking accept-new",
                        "UserKnownHostsFile " + home.resolve("known_hosts")));
    }
}
