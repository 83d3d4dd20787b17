package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.OpenSsh;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A small soak of the agent, so that the large one (src/bench/soak) cannot rot. */
class SoakIT {
    @TempDir
    Path folder;

    @Test
    @Timeout(300)
    void everyHostHasOneRightResultInEachRun() throws Exception {
        var report = folder.resolve("report");

        OpenSsh.run(List.of(
                "env",
                "HOSTS=40",
                "RUNS=12",
                "BAD=10",
                "TIMEOUT=5",
                "HANG=2",
                "JAVA_HOME=" + System.getProperty("java.home"),
                "src/bench/soak",
                report.toString()));

        assertThat(Files.readString(report))
                .contains("480 results in ", ", wrong: 0. Agents: 1.", "| connect |", "| unknown |", "| timeout |");
    }
}
