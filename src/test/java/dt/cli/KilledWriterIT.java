package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** "kill -9 at any moment leaves the old or the new file". */
@Timeout(180)
class KilledWriterIT {
    @TempDir
    Path folder;

    @Test
    void aWriterThatIsKilledLeavesTheOldOrTheNewFile() throws Exception {
        var caller = Caller.at(folder);
        var hosts = Files.createDirectory(folder.resolve("hosts.d")).toString();
        assertThat(caller.types("-D", hosts, "first[1-2000]", "add", "old")).isZero();
        var before = Files.readString(Path.of(hosts, "90-managed.yaml"));
        var java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        for (int i = 0; i < 20; i++) {
            var words = List.of(
                    java,
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dt.cli.Main",
                    "-D",
                    hosts,
                    "new" + i,
                    "add",
                    "new");
            var writer = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            writer.waitFor(200 + i * 45, TimeUnit.MILLISECONDS);
            writer.destroyForcibly().waitFor();

            var text = Files.readString(Path.of(hosts, "90-managed.yaml"));
            assertThat(text).startsWith(before);
            assertThat(text.substring(before.length())).isIn("", "  new" + i + ":\n    tags: [new]\n");
            before = text;
        }
        assertThat(caller.types("-D", hosts, "last", "add"))
                .as(caller.complained())
                .isZero();
        assertThat(Files.list(Path.of(hosts)).map(p -> p.getFileName().toString()))
                .containsExactlyInAnyOrder("90-managed.yaml", ".90-managed.yaml.lock");
    }
}
