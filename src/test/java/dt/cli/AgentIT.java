package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.Client;
import dt.fleet.OpenSsh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The agent as callers see it: the packed program, its C client, real hosts. */
@Timeout(240)
class AgentIT {
    @TempDir
    static Path shared;

    private static OpenSsh server;

    @TempDir
    Path home;

    private Client dt;
    private String config;

    @BeforeAll
    static void startHosts() throws Exception {
        server = OpenSsh.start(shared.resolve("server"));
    }

    @AfterAll
    static void stopHosts() {
        server.close();
    }

    @BeforeEach
    void moveIn() throws Exception {
        dt = Client.at(home);
        config = config("config", "IdentityFile " + server.key());
    }

    @AfterEach
    void moveOut() throws Exception {
        dt.close();
    }

    @Test
    void theSecondRunUsesTheConnectionOfTheFirst() throws Exception {
        int before = logins();

        assertThat(run("echo one").printed()).isEqualTo("okay::dt:ssh:127.1.0.1:one\n");
        assertThat(run("echo two").printed()).isEqualTo("okay::dt:ssh:127.1.0.1:two\n");

        assertThat(logins() - before).isEqualTo(1);
        assertThat(dt.status("connections")).isEqualTo("1");
    }

    @Test
    void droppedConnectionsAreMadeAnew() throws Exception {
        int before = logins();
        run("true");

        assertThat(dt.types("agent", "drop").complained()).isEqualTo("dt: connections dropped: 1\n");
        assertThat(dt.status("connections")).isEqualTo("0");
        run("true");

        assertThat(logins() - before).isEqualTo(2);
    }

    /** A thread of the system takes 100 kB, which counts where a thousand hosts are kept. */
    @Test
    void keptConnectionsHaveNoThreadsOfTheirOwn() throws Exception {
        run("true");
        int threads = Integer.parseInt(dt.status("threads"));

        var run = dt.types("-F", config, "-D", "/dev/null", "127.1.0.[1-40]", "ssh", "true");

        assertThat(run.status()).as(run.complained()).isZero();
        assertThat(dt.status("connections")).isEqualTo("40");
        assertThat(Integer.parseInt(dt.status("threads"))).isLessThan(threads + 20);
    }

    @Test
    void fiftyClientsAtOnceMakeOneAgent() throws Exception {
        var clients = new ArrayList<Process>();
        for (int i = 0; i < 50; i++) {
            clients.add(start("echo " + i));
        }

        for (int i = 0; i < clients.size(); i++) {
            var run = Client.end(clients.get(i));
            assertThat(run.printed()).as(run.complained()).isEqualTo("okay::dt:ssh:127.1.0.1:" + i + "\n");
        }
        assertThat(dt.log()).containsOnlyOnce("begins: pid");
    }

    @Test
    void aClientOfAnotherVersionGetsAnAgentOfItsOwnAndTheOldOneEnds() throws Exception {
        var copy = copyOfTheProgram();
        try (var first = dt.running(copy.resolve("target/dt"))) {
            var begun = home.resolve("begun");
            var goOn = home.resolve("go-on");
            var slow =
                    first.start(words("touch " + begun + "; until [ -e " + goOn + " ]; do sleep 0.1; done; echo done"));
            await(() -> Files.exists(begun), "it does not begin");
            var old = first.agent();
            Files.setLastModifiedTime(
                    copy.resolve("target/dt.jar"), FileTime.from(Instant.now().plusSeconds(7)));

            assertThat(first.types("expand", "a").printed()).isEqualTo("a\n");
            assertThat(first.agent().pid()).isNotEqualTo(old.pid());
            Files.createFile(goOn);

            assertThat(Client.end(slow).printed()).isEqualTo("okay::dt:ssh:127.1.0.1:done\n");
            old.onExit().get(60, TimeUnit.SECONDS);
            assertThat(first.log()).contains("ends: a client of version ");
        }
    }

    @Test
    void anIdleAgentEndsAndSaysWhy() throws Exception {
        var hasty = dt.with(Map.of("DT_AGENT_IDLE", "2"));
        assertThat(hasty.types("expand", "a[1-2]").printed()).isEqualTo("a1\na2\n");
        assertThat(hasty.status("ends")).endsWith(": no call for 2 s");

        hasty.agent().onExit().get(60, TimeUnit.SECONDS);

        assertThat(dt.log()).contains("ends: no call for 2 s; calls served: 3");
        assertThat(dt.socket()).doesNotExist();
    }

    @Test
    void stopEndsItAndTheNextCallStartsAnother() throws Exception {
        dt.types("expand", "a");
        var first = dt.agent();

        assertThat(dt.types("agent", "stop")).isEqualTo(new Client.Run(0, "", "dt: the agent ends\n"));
        first.onExit().get(60, TimeUnit.SECONDS);

        assertThat(dt.types("agent", "status").status()).isEqualTo(3);
        assertThat(dt.types("expand", "a").printed()).isEqualTo("a\n");
        assertThat(dt.agent().pid()).isNotEqualTo(first.pid());
        assertThat(dt.types("agent", "log").printed())
                .contains("ends: dt agent stop")
                .isEqualTo(dt.log());
    }

    @Test
    void anAgentKilledInARunIsSaidAndReplaced() throws Exception {
        run("true");
        var agent = dt.agent();
        var running = start(sleep(60));
        awaitRemote(sleep(60));

        agent.destroyForcibly();
        var run = Client.end(running);

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.complained())
                .startsWith("dt: the agent ended while this ran")
                .hasLineCount(1);
        assertThat(run("echo again").printed()).isEqualTo("okay::dt:ssh:127.1.0.1:again\n");
    }

    @Test
    void signalsEndTheRunAndItsCommands() throws Exception {
        for (var signal : Map.of("TERM", 143, "HUP", 129).entrySet()) {
            var running = start(sleep(61));
            awaitRemote(sleep(61));

            OpenSsh.run(List.of("kill", "-" + signal.getKey(), "" + running.pid()));
            var run = Client.end(running);

            assertThat(run.status()).as(signal.getKey()).isEqualTo(signal.getValue());
            assertThat(run.printed()).startsWith("fail::dt:ssh:127.1.0.1:killed: ");
            awaitNoRemote(sleep(61));
        }
    }

    @Test
    void theSecondCtrlCEndsTheCommands() throws Exception {
        var running = start(sleep(63));
        awaitRemote(sleep(63));

        OpenSsh.run(List.of("kill", "-INT", "" + running.pid()));
        // Said at the first one; two signals at once would be one.
        awaitLine(running, "Ctrl-C again");
        OpenSsh.run(List.of("kill", "-INT", "" + running.pid()));
        var run = Client.end(running);

        assertThat(run.status()).isEqualTo(130);
        assertThat(run.printed()).startsWith("fail::dt:ssh:127.1.0.1:killed: ");
        awaitNoRemote(sleep(63));
    }

    @Test
    void ctrlCLeavesAtOnceWhatIsNoRun() throws Exception {
        dt.types("expand", "a");
        var reading = dt.start("view", "host");
        reading.getOutputStream().write("okay::dt:ssh:h:one\n".getBytes());
        reading.getOutputStream().flush();
        await(() -> readsItsInput(reading), "it does not read");

        OpenSsh.run(List.of("kill", "-INT", "" + reading.pid()));

        assertThat(Client.end(reading).status()).isEqualTo(130);
    }

    @Test
    void commandsOfAKilledClientAreEnded() throws Exception {
        var running = start(sleep(62));
        awaitRemote(sleep(62));

        running.destroyForcibly();

        awaitNoRemote(sleep(62));
        assertThat(run("echo fine").printed()).isEqualTo("okay::dt:ssh:127.1.0.1:fine\n");
    }

    @Test
    @Timeout(400)
    void itStaysFlat() throws Exception {
        for (int i = 0; i < 300; i++) {
            assertThat(run("true").status()).isZero();
        }
        int threads = Integer.parseInt(dt.status("threads"));
        int files = Integer.parseInt(dt.status("files"));
        int memory = megabytes();

        var many = dt.shell("for ((i = 0; i < 2000; i++)); do $DT -F " + config + " -D /dev/null 127.1.0.1 ssh true"
                + " >/dev/null || echo failed; done");

        assertThat(many).isEqualTo(new Client.Run(0, "", ""));
        assertThat(Integer.parseInt(dt.status("threads"))).isLessThanOrEqualTo(threads + 3);
        assertThat(Integer.parseInt(dt.status("files"))).isLessThanOrEqualTo(files + 3);
        assertThat(megabytes()).isLessThan(memory + 60);
    }

    private static void awaitLine(Process process, String part) throws IOException {
        var lines = process.errorReader();
        for (var line = lines.readLine(); line == null || !line.contains(part); line = lines.readLine()) {
            assertThat(line).as("it ends without " + part).isNotNull();
        }
    }

    private int megabytes() throws Exception {
        return Integer.parseInt(dt.status("memory").split(" ")[0]);
    }

    private Client.Run run(String command) throws Exception {
        return dt.types(words(command));
    }

    private Process start(String command) throws IOException {
        return dt.start(words(command));
    }

    private String[] words(String command) {
        return new String[] {"-F", config, "-D", "/dev/null", "127.1.0.1", "ssh", command};
    }

    private String config(String name, String... more) throws IOException {
        var lines = new ArrayList<>(List.of(more));
        lines.addAll(List.of(
                "Port " + server.port(),
                "User " + OpenSsh.user(),
                "StrictHostKeyChecking accept-new",
                "UserKnownHostsFile " + home.resolve("known_hosts")));
        return Files.write(home.resolve(name), lines).toString();
    }

    private static int logins() throws IOException {
        return (int) server.log()
                .lines()
                .filter(l -> l.contains("Accepted publickey"))
                .count();
    }

    private Path copyOfTheProgram() throws Exception {
        var copy = Files.createDirectories(home.resolve("copy/target")).getParent();
        Files.createDirectories(copy.resolve("src/main"));
        OpenSsh.run(List.of(
                "cp", "-r", "src/main/dist", copy.resolve("src/main/dist").toString()));
        for (var file : List.of("dt", "dt.jar", "lib")) {
            OpenSsh.run(
                    List.of("cp", "-r", "target/" + file, copy.resolve("target").toString()));
        }
        return copy;
    }

    private static boolean readsItsInput(Process client) {
        try {
            return client.getOutputStream() != null
                    && Files.readString(Path.of("/proc/" + client.pid() + "/wchan"))
                            .contains("poll")
                    && Files.readString(Path.of("/proc/" + client.pid() + "/status"))
                            .contains("S (sleeping)");
        } catch (IOException gone) {
            return false;
        }
    }

    /** A command that no other run of these tests on this machine has. */
    private static String sleep(int seconds) {
        return "sleep " + seconds + "." + ProcessHandle.current().pid();
    }

    private static boolean isRunning(String command) {
        return ProcessHandle.allProcesses()
                .anyMatch(p -> p.info().commandLine().orElse("").endsWith(command)
                        && p.info().command().orElse("").endsWith("sleep"));
    }

    private static void awaitRemote(String command) throws Exception {
        await(() -> isRunning(command), command + " does not begin");
    }

    private static void awaitNoRemote(String command) throws Exception {
        await(() -> !isRunning(command), command + " does not end");
    }

    private static void await(java.util.function.BooleanSupplier condition, String otherwise) throws Exception {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(otherwise).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
