package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.OddHost;
import dt.fleet.OpenSsh;
import dt.inventory.Host;
import dt.journal.HostState;
import dt.journal.PastRun;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs on a real sshd, whose commands count how often they are executed on each host. */
@Timeout(600)
class RunsIT {
    private static final int HOSTS = 8;

    @TempDir
    static Path servers;

    private static OpenSsh server;

    @TempDir
    Path home;

    private CountingHosts hosts;

    @BeforeAll
    static void start() throws Exception {
        server = OpenSsh.start(servers.resolve("server"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void files() throws IOException {
        hosts = CountingHosts.at(home, server, HOSTS);
    }

    private PastRun last() throws Exception {
        return hosts.journals().find("last");
    }

    @Test
    void whatWasSkippedIsRunOnceByTheNextRun() throws Exception {
        try (var dt = hosts.dt("-C", "1", "all", "ssh", hosts.counting("echo done"))) {
            dt.lines().readLine();
            dt.kill();
        }
        var first = last();

        try (var dt = hosts.dt("run:last:skipped", "ssh", hosts.counting("echo done"))) {
            assertThat(dt.rest()).hasSize(first.hosts(HostState.SKIPPED).size());
        }

        for (var host : first.hosts()) {
            assertThat(hosts.count(host)).as(host.name()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void aCommandThatStartedIsNeverRunTwiceWhateverIsRetried() throws Exception {
        // The shell that serves the session dies: the connection is lost after the command was sent.
        try (var dt = hosts.dt("--retry", "3", "all", "ssh", hosts.counting("kill -9 $(ps -o ppid= $$)"))) {
            assertThat(dt.rest()).hasSize(HOSTS).allMatch(line -> line.contains(":unknown: "));
            assertThat(dt.status()).isEqualTo(1);
        }
        assertThat(last().hosts(HostState.UNKNOWN)).hasSize(HOSTS);
        for (var host : last().hosts()) {
            assertThat(hosts.count(host)).isEqualTo(1);
        }
        try (var dt = hosts.dt("runs", "again", "last")) {
            assertThat(dt.status()).isEqualTo(4);
        }
        assertThat(hosts.complained()).contains("left out, as nobody knows whether it ran there");
    }

    @Test
    void aRunInBatchesStopsAtItsLimitWithFiveAndIsRepeatedWhereItFailed() throws Exception {
        var script = hosts.counting("case $3 in *.2|*.3) exit 3;; esac; echo done");
        try (var dt = hosts.dt("--batch", "1", "--max-fail", "2", "all", "ssh", script)) {
            assertThat(dt.rest())
                    .hasSize(HOSTS)
                    .filteredOn(l -> l.contains(":skipped: "))
                    .hasSize(HOSTS - 3);
            assertThat(dt.status()).isEqualTo(5);
        }
        try (var dt = hosts.dt("runs", "again", "last", "failed")) {
            assertThat(dt.rest()).containsExactly("fail::dt:ssh:h2:exit 3", "fail::dt:ssh:h3:exit 3");
            assertThat(dt.status()).isEqualTo(5);
        }
        assertThat(IntStream.rangeClosed(1, HOSTS).map(i -> countOf("h" + i))).containsExactly(1, 2, 2, 0, 0, 0, 0, 0);
    }

    private int countOf(String host) {
        try {
            return hosts.count(Host.named(host));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void twoProcessesDoNotHaveOneLockAndADeadOneHasNone() throws Exception {
        try (var first = hosts.dt("--lock", "deploy", "h1,h2", "-C", "1", "ssh", "x")) {
            assertThat(first.status()).isEqualTo(2);
        }
        try (var first = hosts.dt(
                "-C", "1", "--lock", "deploy", "h1,h2", "ssh", hosts.counting("case $3 in *.2) sleep 60;; esac"))) {
            assertThat(first.lines().readLine()).isEqualTo("okay::dt:ssh:h1:");
            try (var second = hosts.dt("--lock", "deploy", "h3", "ssh", "true")) {
                assertThat(second.status()).isEqualTo(3);
            }
            first.kill();
        }
        try (var third = hosts.dt("--lock", "deploy", "h3", "ssh", "true")) {
            assertThat(third.status()).isZero();
        }
    }

    @Test
    void aFullDiskIsOneWarningAndTheRunGoesOn() throws Exception {
        // No file may grow beyond 8 KiB: write(2) fails as on a full disk.
        var full = List.of("sh", "-c", "ulimit -f 8; exec \"$@\"", "sh");
        try (var dt = hosts.dt(full, "all", "ssh", hosts.counting("head -c 3000 /dev/zero | tr '\\0' x"))) {
            assertThat(dt.rest())
                    .hasSize(HOSTS)
                    .allMatch(line -> line.length() > 3000 && line.startsWith("okay::dt:ssh:h"));
            assertThat(dt.status()).isZero();
        }
        assertThat(hosts.complained().lines()).hasSize(1);
        assertThat(hosts.complained()).startsWith("dt: this run is not remembered: cannot write ");
        assertThat(last().hosts(HostState.SKIPPED)).isEmpty();
        assertThat(last().hosts(HostState.UNKNOWN)).isNotEmpty();
    }

    @Test
    void aFullFileSystemIsOneWarningAndTheRunGoesOn() throws Exception {
        Files.createDirectories(home.resolve(".local/state"));
        var full = List.of(
                "unshare",
                "-m",
                "sh",
                "-c",
                "mount -t tmpfs -o size=32k none \"$HOME/.local/state\"; exec \"$@\"",
                "sh");
        try (var dt = hosts.dt(full, "all", "ssh", hosts.counting("head -c 10000 /dev/zero | tr '\\0' x"))) {
            assertThat(dt.rest())
                    .hasSize(HOSTS)
                    .allMatch(line -> line.length() > 10_000 && line.startsWith("okay::dt:ssh:h"));
            assertThat(dt.status()).isZero();
        }
        assertThat(hosts.complained().lines()).hasSize(1);
        assertThat(hosts.complained())
                .startsWith("dt: this run is not remembered: cannot write ")
                .contains("No space left on device");
    }

    @Test
    void aFullFolderOfResultsIsToldAndIsNoBug() throws Exception {
        var results = Files.createDirectories(home.resolve("results"));
        var full = List.of(
                "unshare", "-m", "sh", "-c", "mount -t tmpfs -o size=32k none \"$HOME/results\"; exec \"$@\"", "sh");
        try (var dt = hosts.dt(full, "-o", "dir:" + results, "h1", "ssh", "head -c 100000 /dev/zero")) {
            assertThat(dt.status()).isEqualTo(3);
        }
        assertThat(hosts.complained())
                .isEqualTo("dt: cannot write the output of h1 into " + results
                        + ": No space left on device; free space there, or name another folder\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"printf x >runs", "ln -s /nonexistent runs", "mkdir runs; mount -o bind,ro runs runs"})
    void aFolderThatIsNoneIsOneWarningAndTheRunGoesOn(String instead) throws Exception {
        Files.createDirectories(home.resolve(".local/state/dt"));
        var odd = List.of(
                "unshare", "-m", "sh", "-c", "(cd \"$HOME/.local/state/dt\"; " + instead + "); exec \"$@\"", "sh");
        try (var dt = hosts.dt(odd, "all", "ssh", hosts.counting("echo done"))) {
            assertThat(dt.rest()).hasSize(HOSTS).allMatch(line -> line.endsWith(":done"));
            assertThat(dt.status()).isZero();
        }
        assertThat(hosts.complained().lines()).hasSize(1);
        assertThat(hosts.complained()).startsWith("dt: this run is not remembered: cannot write ");
    }

    @Test
    void damagedJournalsStopNoRunAndTheOthersCanBeRead() throws Exception {
        try (var dt = hosts.dt("h1", "ssh", hosts.counting("echo first"))) {
            assertThat(dt.status()).isZero();
        }
        var runs = hosts.journals().folder();
        var empty = Files.createDirectories(runs.resolve("20200101-000000-0001"));
        Files.createFile(empty.resolve("journal"));
        var garbage = Files.createDirectories(runs.resolve("20200101-000000-0002"));
        Files.write(garbage.resolve("journal"), new byte[] {0, 1, (byte) 0xff, '\n', '{', '"'});
        Files.createDirectories(runs.resolve("20200101-000000-0003/journal"));
        Files.createDirectories(runs.resolve("no run"));

        try (var dt = hosts.dt("run:last:ok", "ssh", hosts.counting("echo second"))) {
            assertThat(dt.rest()).containsExactly("okay::dt:ssh:h1:second");
            assertThat(dt.status()).isZero();
        }
        assertThat(hosts.complained()).isEmpty();
        try (var dt = hosts.dt("runs")) {
            assertThat(dt.rest()).hasSize(3).allMatch(line -> line.startsWith("20") || line.startsWith("ID"));
        }
        assertThat(hosts.complained().lines())
                .hasSize(3)
                .allMatch(line -> line.matches("dt: the run 20200101-000000-000\\d cannot be read: .*"));
    }

    @Test
    void aRunOfWhichHostsAreLostSaysSo() throws Exception {
        try (var dt = hosts.dt("h[1-3]", "ssh", "true")) {
            assertThat(dt.status()).isZero();
        }
        var journal = hosts.journals().folder().resolve(last().head().id() + "/journal");
        var lines = Files.readAllLines(journal);
        lines.set(2, "{\"kind\":\"ho");
        Files.write(journal, lines);

        try (var dt = hosts.dt("runs", "show", "last")) {
            assertThat(dt.rest()).hasSize(2);
        }
        assertThat(hosts.complained()).contains(" had 1 host more than its journal still names: ");
    }

    /** "--retry N only for what failed before the command could start": so many connections are cut before the login. */
    @Test
    void whatIsRetriedIsExecutedOnce() throws Exception {
        var seen = new AtomicInteger();
        try (var gate = OddHost.that(socket -> {
            if (seen.incrementAndGet() < 3) {
                socket.close();
            } else {
                Relay.between(socket, new Socket("127.0.0.1", server.port()));
            }
        })) {
            Files.writeString(
                    home.resolve("hosts.yaml"), "hosts:\n  h1: {address: 127.0.0.1, port: " + gate.port() + "}\n");
            try (var dt = hosts.dt("--retry", "1", "h1", "ssh", hosts.counting("echo done"))) {
                assertThat(dt.rest()).singleElement().asString().contains("unreachable: ");
            }
            assertThat(seen).hasValue(2);
            try (var dt = hosts.dt("--retry", "1", "-o", "json", "h1", "ssh", hosts.counting("echo done"))) {
                assertThat(dt.rest()).singleElement().asString().contains("\"status\":\"okay\"", "\"attempt\":1");
            }
            seen.set(1);
            try (var dt = hosts.dt("--retry", "1", "-o", "json", "h1", "ssh", hosts.counting("echo done"))) {
                assertThat(dt.rest()).singleElement().asString().contains("\"status\":\"okay\"", "\"attempt\":2");
            }
        }
        assertThat(home.resolve("counts/127.0.0.1")).hasContent("xx");
    }

    @Test
    void aReadOnlyJournalFolderIsOneWarningAndTheRunGoesOn() throws Exception {
        Files.createDirectories(home.resolve(".local/state"));
        var readOnly = List.of(
                "unshare", "-m", "sh", "-c", "mount -t tmpfs -o ro none \"$HOME/.local/state\"; exec \"$@\"", "sh");
        try (var dt = hosts.dt(readOnly, "all", "ssh", hosts.counting("echo done"))) {
            assertThat(dt.rest()).hasSize(HOSTS).allMatch(line -> line.endsWith(":done"));
            assertThat(dt.status()).isZero();
        }
        assertThat(hosts.complained().lines()).hasSize(1);
        assertThat(hosts.complained())
                .startsWith("dt: this run is not remembered: cannot write ")
                .containsIgnoringCase("read-only file system");
    }

    @Test
    void aSecretOfTheEnvironmentIsStarsOnEveryWayOut() throws Exception {
        for (var format : List.of("omni", "json", "raw", "group", "dir:" + home.resolve("out"))) {
            try (var dt = hosts.dt(
                    "-o",
                    format,
                    "--secret-env",
                    "DBPASS",
                    "h1",
                    "ssh",
                    "printf s3cr3t; sleep 0.1; printf -- '-w0rd\\n'; printf 's3cr3t-w0rd\\377' >&2")) {
                assertThat(String.join("\n", dt.rest()))
                        .as(format)
                        .doesNotContain("s3cr3t")
                        .doesNotContain("czNjcjN0");
                assertThat(hosts.complained()).as(format).doesNotContain("s3cr3t");
            }
        }
        for (var tree : List.of(home.resolve("out"), hosts.journals().folder())) {
            try (var files = Files.walk(tree)) {
                for (var file : files.filter(f -> Files.isRegularFile(f) && !f.endsWith("journal"))
                        .toList()) {
                    assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
                            .doesNotContain("s3cr3t");
                }
            }
        }
    }
}
