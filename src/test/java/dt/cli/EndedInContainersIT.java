package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.Container;
import dt.fleet.Containers;
import dt.fleet.SudoHosts;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands are ended on systems of their own, as Debian 12 sets them up: OpenSSH 9.2, PAM, sudo with use_pty. */
@Timeout(300)
class EndedInContainersIT {
    @TempDir
    static Path folder;

    private static Container host;

    private final Tree tree = Tree.grown();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void start() throws Exception {
        host = Containers.engine().host();
    }

    @AfterAll
    static void stop() throws Exception {
        host.close();
    }

    private int dt(Container at, String... words) throws Exception {
        var config = Files.write(folder.resolve("config"), at.config("box", folder.resolve(at.address())));
        var all = new ArrayList<>(List.of("-F", config.toString(), "-D", "/dev/null", "-q", "--no-journal"));
        all.addAll(List.of(words));
        var env = Map.of("HOME", folder.toString(), "PATH", "/usr/bin:/bin", "TMPDIR", "/tmp");
        var in = InputStream.nullInputStream();
        return Dt.run(
                all,
                new Surroundings(env, folder, in, out, err, Terminal.NONE, new KnowsThePassword(), new Interrupt()));
    }

    private static final class KnowsThePassword implements Prompt {
        @Override
        public Optional<char[]> secret(String question) {
            return Optional.of(SudoHosts.PASSWORD.toCharArray());
        }

        @Override
        public Optional<String> line(String question) {
            return Optional.empty();
        }
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"box, ssh", "ops@box, ssh", "ops@box, sudo"})
    void aCommandPastItsLimitIsGone(String where, String module) throws Exception {
        dt(host, "--command-timeout", "4", where, module, tree.line());

        assertThat(printed()).isEqualTo("fail::dt:" + module + ":" + where + ":command timed out after 4s\n");
        assertThat(tree.living()).isEmpty();
    }

    @Test
    void whatIsWatchedIsEndedTheSameWay() throws Exception {
        dt(host, "--watchdog", "--command-timeout", "4", "ops@box", "sudo", tree.line());

        assertThat(printed()).isEqualTo("fail::dt:sudo:ops@box:command timed out after 4s\n");
        assertThat(tree.living()).isEmpty();
    }

    @Test
    void aHostThatStandsStillIsSaidToBeUnconfirmed() throws Exception {
        try (var other = Containers.engine().host()) {
            var stops = Thread.ofPlatform().start(() -> {
                try {
                    tree.awaitBegun();
                    other.pause();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });

            dt(other, "--command-timeout", "6", "box", "ssh", tree.line());

            stops.join();
            other.resume();
            assertThat(printed()).isEqualTo("fail::dt:ssh:box:command timed out after 6s; kill unconfirmed\n");
        }
    }
}
