package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dt.fleet.OpenSsh;
import dt.fleet.Supervised;
import dt.output.JsonLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.jr.ob.JSON;

/** Services of a real runit, over real sshd, through the whole program. Each host has a service folder of its own. */
@Timeout(180)
class RunitIT {
    @TempDir
    static Path servers;

    private static OpenSsh server;

    @TempDir
    Path home;

    private RunitHosts hosts;
    private Caller caller;

    @BeforeAll
    static void start() throws Exception {
        server = OpenSsh.start(servers.resolve("server"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void threeHosts() throws Exception {
        hosts = new RunitHosts(home, server);
        caller = hosts.caller();
    }

    @AfterEach
    void end() {
        hosts.close();
    }

    private int dt(String... words) {
        return hosts.types(words);
    }

    private String printed() {
        return caller.printed();
    }

    private Path service(int host, String name, String run) throws Exception {
        return hosts.service(host, name, run);
    }

    @Test
    void aServiceIsALine() throws Exception {
        service(1, "httpd", Supervised.STEADY);
        assertThat(dt("web1", "runit", "wait", "up", "-w", "60")).as(printed()).isZero();

        assertThat(dt("web1", "runit", "status")).isZero();

        assertThat(printed()).matches("okay::dt:runit:web1:httpd: run pid=\\d+ uptime=\\d+ want=up\n");
    }

    @Test
    void severalServicesAreSeveralTextLinesInTheOneRecordAndJsonHasThemAsObjects() throws Exception {
        service(1, "httpd", Supervised.STEADY);
        Files.createFile(service(1, "mysqld", Supervised.STEADY).resolve("down"));
        hosts.host(1).service("idle", Supervised.STEADY);
        dt("web1", "runit", "wait", "up", "httpd", "mysqld", "-w", "60");

        assertThat(dt("web1", "runit", "status")).isEqualTo(1);
        assertThat(printed())
                .matches("fail::dt:runit:web1:httpd: run pid=\\d+ uptime=\\d+ want=up"
                        + "\\\\nidle: not supervised: no runsv runs for it; see whether runsvdir runs"
                        + "\\\\nmysqld: run pid=\\d+ uptime=\\d+ want=up normally=down\n");

        dt("-o", "json", "web1", "runit", "status");
        assertValid(printed());
        var services = (List<?>) JSON.std.mapFrom(printed()).get("services");
        assertThat(services).hasSize(3);
        assertThat(fields(services, 0))
                .containsEntry("name", "httpd")
                .containsEntry("state", "run")
                .containsEntry("want", "up")
                .containsEntry("action", null)
                .containsEntry("log", null)
                .containsEntry("timeout", false);
        assertThat(fields(services, 1)).containsEntry("state", "unsupervised").containsKey("reason");
        assertThat(fields(services, 2)).containsEntry("normally", "down");
    }

    @SuppressWarnings("unchecked") // as the schema has it
    private static Map<String, Object> fields(List<?> services, int at) {
        return (Map<String, Object>) services.get(at);
    }

    private static void assertValid(String json) throws IOException {
        try (var in = Objects.requireNonNull(JsonLines.class.getResourceAsStream("result.schema.json"))) {
            var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(in);
            assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
        }
    }

    @Test
    void aHostGetsOneCommandWhateverTheNumberOfServices() throws Exception {
        for (var name : List.of("a", "b", "c", "d", "e")) {
            service(1, name, Supervised.STEADY);
        }
        long before = commands();

        assertThat(dt("web1", "runit", "restart", "a", "b", "c", "d", "e", "-w", "60"))
                .as(printed())
                .isZero();

        assertThat(commands() - before).isEqualTo(1);
        assertThat(printed()).matches("okay::dt:runit:web1:a: run .*e: run pid=\\d+ uptime=\\d+ want=up\n");
    }

    private static long commands() throws IOException {
        return server.log()
                .lines()
                .filter(line -> line.contains("Starting session: command"))
                .count();
    }

    @Test
    void upDownAndRestartWaitForTheResult() throws Exception {
        var folder = service(1, "slow", "while [ ! -e ../../go ]; do sleep 0.1; done; touch ready; exec sleep 1000");
        Supervised.script(folder.resolve("check"), "[ -e ready ]");

        assertThat(dt("-o", "json", "web1", "runit", "up", "slow", "-w", "1")).isEqualTo(1);
        assertThat(printed()).contains("\"class\":\"timeout\"", "\"timeout\":true");
        Files.createFile(home.resolve("host1/go"));
        assertThat(dt("web1", "runit", "up", "slow", "-w", "60")).as(printed()).isZero();
        assertThat(folder.resolve("ready")).exists();
        assertThat(dt("web1", "runit", "down", "slow", "-w", "60"))
                .as(printed())
                .isZero();
        assertThat(printed()).matches("okay::dt:runit:web1:slow: down uptime=\\d+ want=down normally=up\n");
        assertThat(dt("web1", "runit", "restart", "slow", "-w", "60"))
                .as(printed())
                .isZero();
        assertThat(printed()).startsWith("okay::dt:runit:web1:slow: run pid=");
    }

    @Test
    void whatCrashesFlapsOrIgnoresTermFailsInTimeAndSaysSo() throws Exception {
        service(1, "crash", "exit 1");
        service(1, "deaf", Supervised.STUBBORN);
        service(1, "flap", "sleep 0.05; exit 1");
        dt("web1", "runit", "wait", "up", "deaf", "-w", "60");

        assertThat(dt("web1", "runit", "up", "crash", "flap", "-w", "3")).isEqualTo(1);
        assertThat(printed())
                .matches("fail::dt:runit:web1:crash: .* timeout\\\\nflap: .* timeout\\\\ncommand timed out after 3s\n");
        assertThat(dt("web1", "runit", "down", "deaf", "-w", "1")).isEqualTo(1);
        assertThat(printed())
                .matches("fail::dt:runit:web1:deaf: run pid=\\d+ uptime=\\d+ want=down term timeout"
                        + "\\\\ncommand timed out after 1s\n");
        assertThat(dt("web1", "runit", "kill", "deaf")).isZero();
        assertThat(dt("web1", "runit", "wait", "down", "deaf", "-w", "60"))
                .as(printed())
                .isZero();
    }

    @Test
    void eachSignalReachesTheService() throws Exception {
        var ears = service(1, "ears", """
                for s in HUP ALRM INT QUIT USR1 USR2 TERM; do trap "echo $s >>heard" $s; done
                echo $$ >>began
                while :; do sleep 0.1; done""");
        var heard = ears.resolve("heard");
        var began = ears.resolve("began");
        Supervised.until(() -> Files.exists(began) && Files.size(began) > 0, "it listens");
        var signals = Map.of(
                "hup", "HUP", "alarm", "ALRM", "int", "INT", "quit", "QUIT", "usr1", "USR1", "usr2", "USR2", "term",
                "TERM");
        for (var signal : signals.entrySet()) {
            assertThat(dt("web1", "runit", signal.getKey(), "ears"))
                    .as(printed())
                    .isZero();
            Supervised.until(
                    () -> Files.exists(heard) && Files.readString(heard).contains(signal.getValue() + "\n"),
                    signal.getValue());
        }
        assertThat(Files.readAllLines(heard)).containsExactlyInAnyOrderElementsOf(signals.values());

        assertThat(dt("web1", "runit", "pause", "ears", "-w", "60"))
                .as(printed())
                .isZero();
        assertThat(printed()).contains(" paused");
        assertThat(dt("web1", "runit", "cont", "ears", "-w", "60"))
                .as(printed())
                .isZero();
        assertThat(dt("web1", "runit", "kill", "ears")).as(printed()).isZero();
        Supervised.until(() -> Files.readAllLines(began).size() == 2, "runsv starts it again");
    }

    @Test
    void exitEndsTheServiceAndItsSupervisor() throws Exception {
        var folder = hosts.host(1).service("httpd", Supervised.STEADY);
        var runsv = hosts.host(1).supervise("runsv", folder);
        assertThat(dt("web1", "runit", "wait", "up", "httpd", "-w", "60"))
                .as(printed())
                .isZero();

        assertThat(dt("web1", "runit", "exit", "httpd")).as(printed()).isZero();

        assertThat(runsv.waitFor(60, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        assertThat(dt("web1", "runit", "status", "httpd")).isEqualTo(1);
        assertThat(printed()).contains("httpd: not supervised");
    }

    @Test
    void hostsInTheSameStateAreOneGroup() throws Exception {
        for (int i = 1; i <= 3; i++) {
            service(i, "httpd", Supervised.STEADY);
        }
        dt("all", "runit", "wait", "up", "-w", "60");
        dt("web3", "runit", "pause", "httpd", "-w", "60");

        assertThat(dt("-o", "group", "all", "runit", "status")).as(printed()).isZero();

        assertThat(printed()).isEqualTo("""
                ---------------
                web[1-2] (2)
                ---------------
                httpd: run pid=N uptime=N want=up
                ---------------
                web3 (1)
                ---------------
                httpd: run pid=N uptime=N want=up paused
                """);
        dt("all", "runit", "status");
        var lines = printed();
        caller.pipes(lines, "view", "group");
        assertThat(printed()).contains("web[1-2] (2)");
    }

    @Test
    void installGivesASupervisedServiceWithLogOnEveryHostAndTailShowsIt() throws Exception {
        var from = Files.createDirectory(home.resolve("sv"));
        for (var host : hosts.all()) {
            host.start("runsvdir", host.folder());
        }
        Supervised.script(home.resolve("greeter/run"), "echo \"hello from $PPID\"; exec sleep 1000");

        // The same machine thrice: what the first made, the others find.
        assertThat(dt("web1", "runit", "install", "greeter/run", "--from", from.toString(), "-w", "60"))
                .as(printed())
                .isZero();
        assertThat(dt("web1", "runit", "wait", "up", "greeter", "-w", "60"))
                .as(printed())
                .isZero();
        dt("-o", "json", "web1", "runit", "status");
        assertThat(fields((List<?>) JSON.std.mapFrom(printed()).get("services"), 0)
                        .get("log"))
                .isNotNull();
        Supervised.until(
                () -> dt("web1", "runit", "tail", "greeter", "--no-follow") == 0
                        && printed().contains("hello"),
                "log");
        assertThat(printed()).matches("web1: \\S+ hello from \\d+\n");

        var before = Files.getAttribute(from.resolve("greeter/run"), "unix:ino");
        dt("web1", "runit", "install", "greeter/run", "--from", from.toString());
        assertThat(Files.getAttribute(from.resolve("greeter/run"), "unix:ino")).isEqualTo(before);
    }

    @Test
    void aHostThatPrintsSomethingElseFails() throws Exception {
        service(1, "httpd", Supervised.STEADY);
        try (var odd = OpenSsh.start(home.resolve("odd"), "ForceCommand printf 'dt-runit\\0001\\000\\033[2J'")) {
            var known = Files.writeString(home.resolve("known"), "* " + odd.hostKey() + "\n");
            var all = new ArrayList<>(List.of("-F", "none", "-D", "/dev/null", "-T", "60"));
            for (var option :
                    List.of("IdentityFile=" + odd.key(), "Port=" + odd.port(), "UserKnownHostsFile=" + known)) {
                all.addAll(List.of("-O", option));
            }
            all.addAll(List.of("127.0.0.9", "runit", "status"));

            assertThat(caller.types(all.toArray(String[]::new)))
                    .as(caller.complained())
                    .isEqualTo(1);

            assertThat(printed())
                    .startsWith("fail::dt:runit:127.0.0.9:dt-runit")
                    .doesNotContain("\u001b")
                    .endsWith("the answer is none of dt's: something on the host prints into it, or cuts it\n");
        }
    }

    @Test
    void wrongWordsContactNobody() throws Exception {
        long before = commands();
        Files.writeString(home.resolve("text"), "no script");

        assertThat(dt("all", "runit", "restart")).isEqualTo(2);
        assertThat(caller.complained()).startsWith("dt: runit restart needs a service; ");
        assertThat(dt("all", "runit", "install", "text")).isEqualTo(2);
        assertThat(caller.complained()).startsWith("dt: text is no run script: ");
        assertThat(dt("all", "runit", "install", "absent")).isEqualTo(2);
        assertThat(dt("-p", "web1", "runit", "restart", "httpd")).isZero();
        assertThat(printed())
                .isEqualTo("info::dt:runit:web1:runit restart httpd in " + home.resolve("host1/service") + "\n");

        assertThat(commands()).isEqualTo(before);
    }

    @Test
    void aMissingServiceFolderIsSaid() {
        assertThat(dt("web1", "runit", "status", "--dir", "/nonexistent")).isEqualTo(1);

        assertThat(printed())
                .isEqualTo("fail::dt:runit:web1:no service folder: /nonexistent is not there; check --dir\n");
    }
}
