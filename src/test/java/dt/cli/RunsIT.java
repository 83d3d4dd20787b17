package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.Client;
import dt.fleet.OpenSsh;
import dt.inventory.Host;
import dt.journal.HostState;
import dt.journal.Journals;
import dt.journal.PastRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs on a real sshd, whose commands count how often they are executed on each host. */
@Timeout(600)
class RunsIT {
    private static final int HOSTS = 8;
    private static final int WINDOW = 3;

    /** -Ddt.kills=200 for the whole of it. */
    private static final int KILLS = Integer.getInteger("dt.kills", 12);

    @TempDir
    static Path servers;

    private static OpenSsh server;

    @TempDir
    Path home;

    private Path counts;

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
        counts = Files.createDirectory(home.resolve("counts"));
        Files.createDirectories(home.resolve(".ssh"));
        Files.writeString(home.resolve(".ssh/known_hosts"), "* " + server.hostKey() + "\n");
        Files.writeString(home.resolve(".ssh/config"), """
                IdentityFile %s
                IdentitiesOnly yes
                GlobalKnownHostsFile none
                """.formatted(server.key()));
        var hosts = new StringBuilder("hosts:\n");
        for (int i = 1; i <= HOSTS; i++) {
            hosts.append("  h%d: {address: 127.9.0.%d, port: %d}\n".formatted(i, i, server.port()));
        }
        Files.writeString(home.resolve("hosts.yaml"), hosts);
    }

    private Child dt(String... words) throws IOException {
        return dt(List.of(), words);
    }

    private Child dt(List<String> prefix, String... words) throws IOException {
        return Child.start(home, prefix, words(words));
    }

    private String[] words(String... words) {
        var all = new ArrayList<>(List.of(
                "-F",
                home.resolve(".ssh/config").toString(),
                "-D",
                home.resolve("hosts.yaml").toString()));
        all.addAll(List.of(words));
        return all.toArray(String[]::new);
    }

    /** One more byte in the file of the host; then some time passes. */
    private String counting(String more) {
        return "set -- $SSH_CONNECTION; printf x >>" + counts + "/$3; " + more;
    }

    private int count(Host host) throws IOException {
        var file = counts.resolve("127.9.0." + host.name().substring(1));
        return Files.exists(file) ? (int) Files.size(file) : 0;
    }

    private Journals journals() {
        return new Journals(home.resolve(".local/state/dt/runs"));
    }

    private PastRun last() throws Exception {
        return journals().find("last");
    }

    private String complained() throws IOException {
        return Files.readString(home.resolve("stderr"));
    }

    /** Starts a run, kills who does it after some lines and some time, and answers the lines that were printed. */
    private interface Killed {
        List<String> once() throws Exception;
    }

    @Test
    void killedAtAnyMomentNoResultIsLostOrDoubledAndNothingSentIsTakenForSkipped() throws Exception {
        var random = new Random(7);

        everyHostHasOneTrueState(() -> killed(random));
    }

    @Test
    void soItIsWhenTheAgentIsKilled() throws Exception {
        var random = new Random(8);
        try (var dt = Client.at(home)) {
            everyHostHasOneTrueState(() -> killedAgent(dt, random));
        }
    }

    private void everyHostHasOneTrueState(Killed killed) throws Exception {
        var seen = new EnumMap<HostState, Integer>(HostState.class);
        for (int kill = 0; kill < KILLS; kill++) {
            // A folder of its own: what was sent before the last kill may still be about to count.
            counts = Files.createDirectory(home.resolve("counts-" + kill));
            var printed = killed.once();
            var ids = journals().ids();
            if (ids.size() > kill) {
                check(journals().run(ids.getFirst()), printed, seen);
            } else {
                // Killed before the journal was begun: then nothing was sent either.
                assertThat(counts).isEmptyDirectory();
                Files.createDirectories(journals().folder().resolve("20200101-000000-%04d".formatted(kill)));
            }
        }
        assertThat(seen).as("of %d kills", KILLS).containsKeys(HostState.OK, HostState.UNKNOWN, HostState.SKIPPED);
    }

    private List<String> killed(Random random) throws Exception {
        var printed = new ArrayList<String>();
        try (var dt = dt("-C", "" + WINDOW, "all", "ssh", counting("sleep 0.0" + random.nextInt(10) + "; echo done"))) {
            int lines = random.nextInt(HOSTS + 1);
            for (int i = 0; i < lines; i++) {
                printed.add(dt.lines().readLine());
            }
            if (lines == 0) {
                awaitJournal(dt);
            }
            LockSupport.parkNanos(random.nextLong(150_000_000));
            dt.kill();
            printed.addAll(dt.rest());
        }
        return printed;
    }

    /** The same with the agent; its client says so and ends. */
    private List<String> killedAgent(Client dt, Random random) throws Exception {
        var before = journals().ids().size();
        int agents = dt.log().split("begins: pid", -1).length;
        var client = dt.start(
                words("-C", "" + WINDOW, "all", "ssh", counting("sleep 0.0" + random.nextInt(10) + "; echo done")));
        var printed = new ArrayList<String>();
        try (var lines = client.inputReader()) {
            await(() -> dt.log().split("begins: pid", -1).length > agents);
            int some = random.nextInt(HOSTS + 1);
            for (int i = 0; i < some; i++) {
                printed.add(lines.readLine());
            }
            if (some == 0) {
                await(() -> journals().ids().size() > before);
            }
            LockSupport.parkNanos(random.nextLong(150_000_000));
            var log = dt.log();
            long agent = Long.parseLong(
                    log.substring(log.lastIndexOf("begins: pid") + 12).split("\\D")[0]);
            var process = ProcessHandle.of(agent).orElseThrow();
            process.destroyForcibly();
            process.onExit().join();
            lines.lines().forEach(printed::add);
            var complained =
                    new String(client.getErrorStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (client.waitFor() == 0) {
                assertThat(printed).hasSize(HOSTS);
            } else {
                assertThat(client.exitValue()).as(complained).isEqualTo(3);
                assertThat(complained)
                        .startsWith("dt: the agent ended while this ran")
                        .hasLineCount(1);
            }
        }
        return printed;
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + java.util.concurrent.TimeUnit.SECONDS.toNanos(60);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("it does not begin").isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }

    private void awaitJournal(Child dt) throws Exception {
        var before = journals().ids().size();
        while (dt.process().isAlive() && journals().ids().size() == before) {
            LockSupport.parkNanos(5_000_000);
        }
    }

    private void check(PastRun run, List<String> printed, Map<HostState, Integer> seen) throws Exception {
        var states = new TreeSet<String>();
        for (var state : HostState.values()) {
            for (var host : run.hosts(state)) {
                assertThat(states.add(host.name())).as("%s twice", host).isTrue();
                seen.merge(state, 1, Integer::sum);
                switch (state) {
                    case OK -> assertThat(count(host)).as("ok %s", host).isEqualTo(1);
                    case SKIPPED ->
                        assertThat(count(host)).as("skipped %s", host).isZero();
                    case UNKNOWN ->
                        assertThat(count(host)).as("unknown %s", host).isLessThanOrEqualTo(1);
                    // On a machine that is too busy for the login.
                    case UNREACHED ->
                        assertThat(count(host)).as("unreached %s", host).isZero();
                    case FAILED -> throw new AssertionError(host + " " + state);
                }
            }
        }
        assertThat(run.isRunning()).isFalse();
        assertThat(states).hasSize(HOSTS);
        assertThat(run.hosts(HostState.UNKNOWN)).hasSizeLessThanOrEqualTo(WINDOW);
        var okay = run.hosts(HostState.OK).stream().map(Host::name).toList();
        for (var line : printed) {
            assertThat(okay).contains(line.split(":", 6)[4]);
        }
    }

    @Test
    void whatWasSkippedIsRunOnceByTheNextRun() throws Exception {
        try (var dt = dt("-C", "1", "all", "ssh", counting("echo done"))) {
            dt.lines().readLine();
            dt.kill();
        }
        var first = last();

        try (var dt = dt("run:last:skipped", "ssh", counting("echo done"))) {
            assertThat(dt.rest()).hasSize(first.hosts(HostState.SKIPPED).size());
        }

        for (var host : first.hosts()) {
            assertThat(count(host)).as(host.name()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void aCommandThatStartedIsNeverRunTwiceWhateverIsRetried() throws Exception {
        // The shell that serves the session dies: the connection is lost after the command was sent.
        try (var dt = dt("--retry", "3", "all", "ssh", counting("kill -9 $(ps -o ppid= $$)"))) {
            assertThat(dt.rest()).hasSize(HOSTS).allMatch(line -> line.contains(":unknown: "));
            assertThat(dt.status()).isEqualTo(1);
        }
        assertThat(last().hosts(HostState.UNKNOWN)).hasSize(HOSTS);
        for (var host : last().hosts()) {
            assertThat(count(host)).isEqualTo(1);
        }
        try (var dt = dt("runs", "again", "last")) {
            assertThat(dt.status()).isEqualTo(4);
        }
        assertThat(complained()).contains("left out, as nobody knows whether it ran there");
    }

    @Test
    void aRunInBatchesStopsAtItsLimitWithFiveAndIsRepeatedWhereItFailed() throws Exception {
        var script = counting("case $3 in *.2|*.3) exit 3;; esac; echo done");
        try (var dt = dt("--batch", "1", "--max-fail", "2", "all", "ssh", script)) {
            assertThat(dt.rest())
                    .hasSize(HOSTS)
                    .filteredOn(l -> l.contains(":skipped: "))
                    .hasSize(HOSTS - 3);
            assertThat(dt.status()).isEqualTo(5);
        }
        try (var dt = dt("runs", "again", "last", "failed")) {
            assertThat(dt.rest()).containsExactly("fail::dt:ssh:h2:exit 3", "fail::dt:ssh:h3:exit 3");
            assertThat(dt.status()).isEqualTo(5);
        }
        assertThat(IntStream.rangeClosed(1, HOSTS).map(i -> countOf("h" + i))).containsExactly(1, 2, 2, 0, 0, 0, 0, 0);
    }

    private int countOf(String host) {
        try {
            return count(Host.named(host));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void twoProcessesDoNotHaveOneLockAndADeadOneHasNone() throws Exception {
        try (var first = dt("--lock", "deploy", "h1,h2", "-C", "1", "ssh", "x")) {
            assertThat(first.status()).isEqualTo(2);
        }
        try (var first =
                dt("-C", "1", "--lock", "deploy", "h1,h2", "ssh", counting("case $3 in *.2) sleep 60;; esac"))) {
            assertThat(first.lines().readLine()).isEqualTo("okay::dt:ssh:h1:");
            try (var second = dt("--lock", "deploy", "h3", "ssh", "true")) {
                assertThat(second.status()).isEqualTo(3);
            }
            first.kill();
        }
        try (var third = dt("--lock", "deploy", "h3", "ssh", "true")) {
            assertThat(third.status()).isZero();
        }
    }

    @Test
    void aFullDiskIsOneWarningAndTheRunGoesOn() throws Exception {
        // No file may grow beyond 8 KiB: write(2) fails as on a full disk.
        var full = List.of("sh", "-c", "ulimit -f 8; exec \"$@\"", "sh");
        try (var dt = dt(full, "all", "ssh", counting("head -c 3000 /dev/zero | tr '\\0' x"))) {
            assertThat(dt.rest())
                    .hasSize(HOSTS)
                    .allMatch(line -> line.length() > 3000 && line.startsWith("okay::dt:ssh:h"));
            assertThat(dt.status()).isZero();
        }
        assertThat(complained().lines()).hasSize(1);
        assertThat(complained()).startsWith("dt: this run is not remembered: cannot write ");
        assertThat(last().hosts(HostState.SKIPPED)).isEmpty();
        assertThat(last().hosts(HostState.UNKNOWN)).isNotEmpty();
    }

    @Test
    void aReadOnlyJournalFolderIsOneWarningAndTheRunGoesOn() throws Exception {
        Files.createDirectories(home.resolve(".local/state"));
        var readOnly = List.of(
                "unshare", "-m", "sh", "-c", "mount -t tmpfs -o ro none \"$HOME/.local/state\"; exec \"$@\"", "sh");
        try (var dt = dt(readOnly, "all", "ssh", counting("echo done"))) {
            assertThat(dt.rest()).hasSize(HOSTS).allMatch(line -> line.endsWith(":done"));
            assertThat(dt.status()).isZero();
        }
        assertThat(complained().lines()).hasSize(1);
        assertThat(complained())
                .startsWith("dt: this run is not remembered: cannot write ")
                .containsIgnoringCase("read-only file system");
    }

    @Test
    void aSecretOfTheEnvironmentIsStarsOnEveryWayOut() throws Exception {
        for (var format : List.of("omni", "json", "raw", "group", "dir:" + home.resolve("out"))) {
            try (var dt = dt(
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
                assertThat(complained()).as(format).doesNotContain("s3cr3t");
            }
        }
        for (var tree : List.of(home.resolve("out"), journals().folder())) {
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
