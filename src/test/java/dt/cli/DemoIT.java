package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
