package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.Client;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * "thirty at once on one file lose nothing, kill -9 at any moment leaves the old or the new file": each writer is a
 * process of its own.
 */
@Timeout(240)
class WritersIT {
    private static final int WRITERS = 30;

    @TempDir
    Path folder;

    private Client dt;
    private Caller caller;

    @BeforeEach
    void program() throws Exception {
        caller = Caller.at(folder);
        dt = Client.at(folder.toRealPath()).with(Map.of("DT_AGENT", "off"));
    }

    /** The file that dt writes when it is given {@code kind}. */
    private Path written(String kind) throws Exception {
        var path = folder.toRealPath().resolve(kind);
        if (kind.equals("dtdb")) {
            return Files.writeString(path, "# ours\nfirst old # kept\n");
        }
        Files.createDirectory(path);
        assertThat(caller.types("-D", path.toString(), "first", "add", "old")).isZero();
        return path.resolve("90-managed.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosts.d", "dtdb"})
    void thirtyAtOnceLoseNothing(String kind) throws Exception {
        var file = written(kind);
        var db = folder.toRealPath().resolve(kind).toString();

        var writers = new ArrayList<Process>();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(dt.start("-q", "-D", db, "new" + i, "add", "tag" + i));
        }
        for (var writer : writers) {
            assertThat(Client.end(writer)).matches(run -> run.status() == 0);
        }

        caller.types("-D", db, "all", "list");
        assertThat(caller.printed().lines())
                .hasSize(WRITERS + 1)
                .contains("okay::dt:list:first:old")
                .containsAll(IntStream.range(0, WRITERS)
                        .mapToObj(i -> "okay::dt:list:new" + i + ":tag" + i)
                        .toList());
        assertThat(Files.readString(file)).startsWith("# ");
        assertNothingIsBeside(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openat", "write", "chmod", "fsync", "rename"})
    void oneThatIsKilledBeforeTheRenameLeavesTheOldFile(String call) throws Exception {
        for (var kind : List.of("hosts.d", "dtdb")) {
            var file = written(kind);
            var before = Files.readString(file);
            var temporary = file.resolveSibling("." + file.getFileName() + ".new");

            assertThat(killed(call, temporary, kind)).isNotZero();

            assertThat(file).hasContent(before);
            // At the first of them it does not exist yet: the others are between it and the rename.
            assertThat(Files.exists(temporary)).as(kind).isEqualTo(!call.equals("openat"));
            assertThat(hosts(kind)).isEqualTo("first\n");
            assertTheNextOneWrites(kind, file, "first\nnext\n");
        }
    }

    @Test
    void oneThatIsKilledBehindTheRenameLeavesTheNewFile() throws Exception {
        var file = written("hosts.d");

        // The folder is brought to the disk last.
        assertThat(killed("fsync", file.getParent(), "hosts.d")).isNotZero();

        assertThat(hosts("hosts.d")).isEqualTo("first\nkilled\n");
        assertTheNextOneWrites("hosts.d", file, "first\nkilled\nnext\n");
    }

    /** Adds a host; kill -9 comes in the place of the first such system call on the path. */
    private int killed(String call, Path path, String kind) throws Exception {
        var line = List.of(
                "strace",
                "-f",
                "-qq",
                "-o",
                "/dev/null",
                "-P",
                path.toString(),
                "-e",
                "trace=" + call,
                "-e",
                "inject=" + call + ":error=EIO:signal=KILL",
                dt.program().toString(),
                "-D",
                folder.toRealPath().resolve(kind).toString(),
                "killed",
                "add");
        return Client.end(dt.start(line)).status();
    }

    private String hosts(String kind) throws Exception {
        assertThat(caller.types("-D", folder.toRealPath().resolve(kind).toString(), "hosts", "all"))
                .as(caller.complained())
                .isZero();
        return caller.printed()
                .lines()
                .skip(1)
                .map(line -> line.split(" ")[0] + "\n")
                .reduce("", String::concat);
    }

    private void assertTheNextOneWrites(String kind, Path file, String hosts) throws Exception {
        assertThat(caller.types("-D", folder.toRealPath().resolve(kind).toString(), "next", "add"))
                .as(caller.complained())
                .isZero();
        assertThat(hosts(kind)).isEqualTo(hosts);
        assertNothingIsBeside(file);
    }

    /** But the lock, which stays: whoever took it away could take that of another. */
    private static void assertNothingIsBeside(Path file) throws Exception {
        try (var all = Files.list(file.getParent())) {
            assertThat(all.map(path -> path.getFileName().toString())
                            .filter(name -> name.contains(file.getFileName().toString())))
                    .containsExactlyInAnyOrder(file.getFileName().toString(), "." + file.getFileName() + ".lock");
        }
    }
}
