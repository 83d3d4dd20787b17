package dt.module.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dt.inventory.Host;
import dt.inventory.Login;
import dt.module.Outcome;
import dt.remote.Input;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LocalTest {
    private static final Host DB = new Host(
            "db1",
            new Login("10.0.0.5", 2222, "root", null, List.of()),
            Set.of("prod", "db"),
            Map.of("slot", "7", "a-b", "x y"));

    @TempDir
    Path home;

    private String printed(String... words) throws Exception {
        var machine = new OnThisMachine(home);
        var job = machine.job(new Local(machine.environment, home), Input.EMPTY, words);
        assertThat(job.connects()).isFalse();
        assertThat(machine.runs(job, DB)).isEqualTo(new Outcome.Okay());
        return machine.out();
    }

    @Test
    void theNameOfTheHostIsTheLastWord() throws Exception {
        assertThat(printed("echo", "a", "$((1+1))")).isEqualTo("a 2 db1\n");
    }

    @Test
    void theEnvironmentTellsWhatTheInventorySays() throws Exception {
        assertThat(printed("echo $DT_HOST $DT_USER $DT_ADDRESS $DT_PORT $DT_TAGS $DT_VAR_slot $DT_VAR_a_b;:"))
                .isEqualTo("db1 root 10.0.0.5 2222 db,prod 7 x y\n");
    }

    @Test
    void itsStatusIsTheOutcome() throws Exception {
        var machine = new OnThisMachine(home);

        assertThat(machine.runs(new Local(machine.environment, home), "exit 4;"))
                .isEqualTo(new Outcome.Failed(4));
    }
}
