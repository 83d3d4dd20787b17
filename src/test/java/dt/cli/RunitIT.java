package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dt.fleet.OpenSsh;
import dt.fleet.Supervised;
import dt.output.JsonLines;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

    private Caller caller;
    private final List<Supervised> hosts = new ArrayList<>();

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
        Files.createDirectories(home.resolve(".ssh"));
        Files.writeString(home.resolve(".ssh/known_hosts"), "* " + server.hostKey() + "\n");
        Files.write(
                home.resolve(".ssh/config"),
                List.of(
                        "Host *",
                        "Port " + server.port(),
                        "IdentityFile " + server.key(),
                        "IdentitiesOnly yes",
                        "GlobalKnownHostsFile none"));
        var inventory = new StringBuilder("hosts:\n");
        for (int i = 1; i <= 3; i++) {
            var folder = home.resolve("host" + i).resolve("service");
            hosts.add(new Supervised(folder));
            inventory.append("  web%d: {address: 127.0.0.%d, vars: {runit_dir: %s}}\n".formatted(i, i, folder));
        }
        Files.writeString(home.resolve("hosts.yaml"), inventory.toString());
        caller = Caller.at(home);
    }

    @AfterEach
    void end() {
        hosts.forEach(Supervised::close);
    }

    private int dt(String... words) {
        return caller.types(words(words).toArray(String[]::new));
    }

    private List<String> words(String... words) {
        var all = new ArrayList<>(List.of(
                "-F",
                home.resolve(".ssh/config").toString(),
                "-D",
                home.resolve("hosts.yaml").toString()));
        all.addAll(List.of("-T", "60"));
        all.addAll(List.of(words));
        return all;
    }

    private String printed() {
        return caller.printed();
    }

    /** A supervised service on a host, counted from 1. */
    private Path service(int host, String name, String run) throws Exception {
        var folder = hosts.get(host - 1).service(name, run);
        hosts.get(host - 1).supervise("runsv", folder);
        return folder;
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
        hosts.getFirst().service("idle", Supervised.STEADY);
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
        var folder = hosts.getFirst().service("httpd", Supervised.STEADY);
        var runsv = hosts.getFirst().supervise("runsv", folder);
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
        for (var host : hosts) {
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
    void logsOfManyHostsComeAtOnceAsTheyGrow() throws Exception {
        for (int i = 1; i <= 3; i++) {
            var folder = service(i, "httpd", Supervised.STEADY);
            Files.createDirectories(folder.resolve("log/main"));
            Files.writeString(folder.resolve("log/main/current"), "first of " + i + "\n");
        }
        var interrupt = new Interrupt();
        var out = new ByteArrayOutputStream();
        var tail = Thread.ofPlatform()
                .start(() -> Dt.run(
                        words("all", "runit", "tail", "httpd"),
                        new Surroundings(
                                caller.env(),
                                home,
                                new ByteArrayInputStream(new byte[0]),
                                out,
                                new ByteArrayOutputStream(),
                                Terminal.NONE,
                                Prompt.NOBODY,
                                interrupt)));
        try {
            Supervised.until(() -> lines(out, "first") == 3, "the first lines");
            for (int i = 1; i <= 3; i++) {
                Files.writeString(
                        home.resolve("host" + i + "/service/httpd/log/main/current"),
                        "second of " + i + "\n",
                        StandardOpenOption.APPEND);
            }
            Supervised.until(() -> lines(out, "second") == 3, "the second lines");
        } finally {
            interrupt.fire();
            tail.join();
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("web2: first of 2\n", "web3: second of 3\n");
    }

    @Test
    void changesOfServicesAreToldAsTheyComeAndTheHostsAreLeftClean() throws Exception {
        service(1, "httpd", Supervised.STEADY);
        var nginx = hosts.get(1).service("nginx", Supervised.STEADY);
        var interrupt = new Interrupt();
        var out = new ByteArrayOutputStream();
        var watch = Thread.ofPlatform()
                .start(() -> Dt.run(
                        words("web1,web2", "runit", "watch"),
                        new Surroundings(
                                caller.env(),
                                home,
                                new ByteArrayInputStream(new byte[0]),
                                out,
                                new ByteArrayOutputStream(),
                                Terminal.NONE,
                                Prompt.NOBODY,
                                interrupt)));
        try {
            Supervised.until(() -> lines(out, "httpd: run ") == 1 && lines(out, "nginx: not supervised") == 1, "all");
            assertThat(dt("web1", "runit", "down", "httpd", "-w", "60")).isZero();
            Supervised.until(() -> lines(out, "httpd: down ") > 0, "the stop");
            hosts.get(1).supervise("runsv", nginx);
            Supervised.until(() -> lines(out, "nginx: run ") > 0, "the new one");
        } finally {
            interrupt.fire();
            interrupt.fire();
            watch.join();
        }
        assertThat(lines(out, "httpd: run "))
                .as(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(1);
        Supervised.until(() -> ProcessHandle.allProcesses().noneMatch(this::watches), "nobody watches any more");
    }

    /** The JDK has no more than the beginning of a command line. */
    private boolean watches(ProcessHandle process) {
        try {
            var line = Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"), StandardCharsets.ISO_8859_1);
            return line.contains("main watch") && line.contains(home.toString());
        } catch (IOException gone) {
            return false;
        }
    }

    private static long lines(ByteArrayOutputStream out, String word) {
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(": " + word))
                .count();
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
