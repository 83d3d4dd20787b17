package dt.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.Client;
import dt.fleet.OpenSsh;
import dt.inventory.Host;
import dt.journal.HostState;
import dt.journal.PastRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * "A dt that died (kill -9, power) leaves unknown for what had been sent and skipped for what had not": dt and its agent are
 * killed at random moments, and what the journal says is held against what the server did.
 */
@Timeout(3600)
class KilledRunsIT {
    private static final int HOSTS = 8;
    private static final int WINDOW = 3;

    /** -Ddt.kills=200 for the whole of it. */
    private static final int KILLS = Integer.getInteger("dt.kills", 8);

    /** So many kills find a host in each state. */
    private static final int MANY = 50;

    /** What is noted and sent is two calls of the kernel: a kill in between leaves a host that was about to get something. */
    private static final int BETWEEN = 1 + KILLS / 50;

    @TempDir
    static Path servers;

    private static OpenSsh server;

    @TempDir
    Path home;

    private final Map<String, Integer> seen = new TreeMap<>();
    private CountingHosts hosts;
    private int logged;

    @BeforeAll
    static void start() throws Exception {
        server = OpenSsh.start(servers.resolve("server"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void files() throws Exception {
        hosts = CountingHosts.at(home, server, HOSTS);
    }

    /** Starts a run, kills who does it after some lines and some time, and answers the lines that were printed. */
    private interface Killed {
        List<String> once() throws Exception;
    }

    @Test
    void killedAtAnyMomentNoResultIsLostOrDoubledAndUnknownIsWhatWasSent(TestReporter reporter) throws Exception {
        var random = new Random(7);

        everyHostHasOneTrueState(() -> killed(random), reporter);
    }

    @Test
    void soItIsWhenTheAgentIsKilled(TestReporter reporter) throws Exception {
        var random = new Random(8);
        try (var dt = Client.at(home)) {
            everyHostHasOneTrueState(() -> killedAgent(dt, random), reporter);
        }
    }

    /** Sent is what went out, not what was going to: this host lets dt in and gives it no session for the command. */
    @Test
    void whoGotNoCommandYetIsSkipped() throws Exception {
        try (var strict = OpenSsh.start(servers.resolve("strict"), "MaxSessions 0")) {
            hosts = CountingHosts.at(home, strict, 1);
            try (var dt = hosts.dt("-T", "60", "all", "ssh", "true")) {
                await("nobody logs in", () -> strict.log().contains("no more sessions"));
                dt.kill();
            }
        }

        assertThat(hosts.journals().find("last").hosts(HostState.SKIPPED)).hasSize(1);
    }

    private void everyHostHasOneTrueState(Killed killed, TestReporter reporter) throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            hosts.forget();
            logged = server.log().length();
            var printed = killed.once();
            // What was sent to a host before the kill is done by it now.
            await("sessions go on", () -> server.processes().findAny().isEmpty());
            var ids = hosts.journals().ids();
            if (ids.size() > kill) {
                check(hosts.journals().run(ids.getFirst()), printed);
            } else {
                // Killed before the journal was begun: then nothing was sent either.
                assertThat(home.resolve("counts")).isEmptyDirectory();
                Files.createDirectories(hosts.journals().folder().resolve("20200101-000000-%04d".formatted(kill)));
            }
        }
        reporter.publishEntry("kills", KILLS + ", hosts by what became of them: " + seen);
        assertThat(seen).as("of %d kills", KILLS).containsKeys("ok", "skipped");
        if (KILLS >= MANY) {
            assertThat(seen).containsKey("unknown");
        }
        assertThat(seen.getOrDefault("unknown, about to be sent", 0)).isLessThanOrEqualTo(BETWEEN);
    }

    private String[] run(Random random) {
        return new String[] {
            "-C", "" + WINDOW, "all", "ssh", hosts.counting("sleep 0." + random.nextInt(5) + "; echo done")
        };
    }

    private List<String> killed(Random random) throws Exception {
        var printed = new ArrayList<String>();
        try (var dt = hosts.dt(run(random))) {
            int lines = random.nextInt(HOSTS + 1);
            for (int i = 0; i < lines; i++) {
                printed.add(dt.lines().readLine());
            }
            if (lines == 0) {
                var before = hosts.journals().ids().size();
                await(
                        "it does not begin",
                        () -> !dt.process().isAlive() || hosts.journals().ids().size() > before);
            }
            LockSupport.parkNanos(random.nextLong(150_000_000));
            dt.kill();
            printed.addAll(dt.rest());
        }
        return printed;
    }

    /** The same with the agent; its client says so and ends. */
    private List<String> killedAgent(Client dt, Random random) throws Exception {
        var before = hosts.journals().ids().size();
        int agents = dt.log().split("begins: pid", -1).length;
        var client = dt.start(hosts.words(run(random)));
        var printed = new ArrayList<String>();
        try (var lines = client.inputReader()) {
            await("no agent begins", () -> dt.log().split("begins: pid", -1).length > agents);
            int some = random.nextInt(HOSTS + 1);
            for (int i = 0; i < some; i++) {
                printed.add(lines.readLine());
            }
            if (some == 0) {
                await("it does not begin", () -> hosts.journals().ids().size() > before);
            }
            LockSupport.parkNanos(random.nextLong(150_000_000));
            var log = dt.log();
            long agent = Long.parseLong(
                    log.substring(log.lastIndexOf("begins: pid") + 12).split("\\D")[0]);
            var process = ProcessHandle.of(agent).orElseThrow();
            process.destroyForcibly();
            process.onExit().join();
            lines.lines().forEach(printed::add);
            var complained = new String(client.getErrorStream().readAllBytes(), UTF_8);
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

    private static void await(String otherwise, Condition condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as(otherwise).isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }

    private void check(PastRun run, List<String> printed) throws Exception {
        var log = ServerLog.since(server, logged);
        var states = new TreeSet<String>();
        var byState = new EnumMap<HostState, List<Host>>(HostState.class);
        for (var state : HostState.values()) {
            byState.put(state, run.hosts(state));
            for (var host : run.hosts(state)) {
                assertThat(states.add(host.name())).as("%s twice", host).isTrue();
                check(host, state, log);
            }
        }
        assertThat(run.isRunning()).isFalse();
        assertThat(states).as("N hosts in, N results out").hasSize(HOSTS);
        assertThat(byState.get(HostState.UNKNOWN)).hasSizeLessThanOrEqualTo(WINDOW);
        var okay = byState.get(HostState.OK).stream().map(Host::name).toList();
        var lines = printed.stream().map(line -> line.split(":", 6)[4]).toList();
        assertThat(okay).containsAll(lines);
        assertThat(lines).doesNotHaveDuplicates();
    }

    /** The state that the journal gives a host, against what the server says. */
    private void check(Host host, HostState state, ServerLog log) throws Exception {
        int count = hosts.count(host);
        var address = CountingHosts.address(host);
        assertThat(log.asked().getOrDefault(address, 0)).as("asked of %s", host).isEqualTo(count);
        switch (state) {
            case OK -> assertThat(count).as("ok %s", host).isEqualTo(1);
            case SKIPPED -> assertThat(count).as("skipped %s", host).isZero();
            // On a machine that is too busy for the login.
            case UNREACHED -> assertThat(count).as("unreached %s", host).isZero();
            case UNKNOWN -> {
                assertThat(count).as("unknown %s", host).isLessThanOrEqualTo(1);
                assertThat(log.loggedIn()).as("unknown %s", host).contains(address);
            }
            case FAILED -> throw new AssertionError(host + " " + state);
        }
        boolean aboutTo = state == HostState.UNKNOWN && count == 0;
        seen.merge(state.word() + (aboutTo ? ", about to be sent" : ""), 1, Integer::sum);
    }
}
