package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.OpenSsh;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class DemoIT {
    @TempDir
    Path home;

    @Test
    void theTourRunsOnRealHostsAndEndsAsItSays() {
        var caller = Caller.at(home);

        assertThat(caller.types("demo")).as(caller.complained()).isZero();
        assertThat(caller.printed())
                .contains("$ dt all ssh hostname", "okay::dt:ssh:web1:web1", "fail::dt:ssh:db2:postgres is stopped");
    }

    @Test
    void wordsBehindTheDashesRunOnTheDemoHosts() {
        var caller = Caller.at(home);

        assertThat(caller.types("demo", "--", "tag:linux", "ssh", "echo", "$HOME"))
                .isZero();
        assertThat(caller.printed().lines())
                .isNotEmpty()
                .allMatch(line -> line.matches("okay::dt:ssh:[a-z]+\\d:/tmp/dt-demo-.*"));
    }

    /** "--keep leaves them up and prints the -D/-F words for a second terminal", until Ctrl-C, which leaves nothing behind. */
    @Test
    void hostsThatAreKeptCanBeUsedFromASecondTerminal() throws Exception {
        try (var demo = Child.start(home, List.of(), "demo", "--keep")) {
            var line = demo.lines().readLine();
            while (!line.endsWith(" all ssh uptime") || !line.startsWith("  dt -D ")) {
                line = demo.lines().readLine();
            }
            var options = line.strip().split(" ");
            var words = new ArrayList<>(Arrays.asList(options).subList(1, 5));
            words.addAll(List.of("all", "ssh", "hostname"));
            var second = Caller.at(Files.createDirectory(home.resolve("second")));

            assertThat(second.types(words.toArray(String[]::new)))
                    .as(second.complained())
                    .isZero();
            assertThat(second.printed().lines()).hasSize(8).contains("okay::dt:ssh:web1:web1");

            OpenSsh.run(List.of("kill", "-s", "INT", "" + demo.process().pid()));

            assertThat(demo.status()).isZero();
            assertThat(Path.of(options[2])).doesNotExist();
        }
    }

    @Test
    void aFailedHostMakesTheStatusOneUnlessExitZero() {
        var caller = Caller.at(home);

        assertThat(caller.types("demo", "--", "web1", "ssh", "exit", "3")).isEqualTo(1);
        assertThat(caller.printed()).isEqualTo("fail::dt:ssh:web1:exit 3\n");
        assertThat(caller.types("demo", "--", "--exit=zero", "web1", "ssh", "exit", "3"))
                .isZero();
    }

    @Test
    void hostileBytesComeAsEscapes() {
        var caller = Caller.at(home);

        assertThat(caller.types("demo", "--", "web1", "ssh", "printf", "'a\\000\\033[2J\\377\\\\b\\n\\n'"))
                .isZero();
        assertThat(caller.printed()).isEqualTo("okay::dt:ssh:web1:a\\0000\\0033[2J\\0377\\\\b\n");
    }

    @Test
    void aCommandThatIsTooSlowIsEndedAndOthersAreNot() {
        var caller = Caller.at(home);

        assertThat(caller.types(
                        "demo",
                        "--",
                        "--command-timeout",
                        "1",
                        "tag:web",
                        "ssh",
                        "test $(hostname) != web1 || sleep 60"))
                .isEqualTo(1);
        assertThat(caller.printed())
                .contains(
                        "fail::dt:ssh:web1:command timed out after 1s\n",
                        "okay::dt:ssh:web2:\n",
                        "okay::dt:ssh:web3:\n");
    }
}
