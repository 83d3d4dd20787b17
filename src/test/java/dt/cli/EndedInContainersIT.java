package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.Client;
import dt.fleet.Container;
import dt.fleet.Containers;
import dt.fleet.OpenSsh;
import dt.fleet.SudoHosts;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands are ended on systems of their own, as Debian 12 sets them up: OpenSSH 9.2, PAM, sudo with use_pty. */
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EndedInContainersIT {
    @TempDir
    static Path folder;

    private static Container host;

    private static Unplugged unplugged;

    private final Tree tree = Tree.grown();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void start() throws Exception {
        unplugged = Unplugged.start(folder.resolve("unplugged"));
        host = Containers.engine().host();
        host.sh("useradd -m -s /bin/bash free && cp -a /home/ops/.ssh /home/free/ && chown -R free: /home/free/.ssh"
                        + " && echo 'free ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/free")
                .check();
    }

    @AfterAll
    static void stop() throws Exception {
        host.close();
        unplugged.end();
    }

    /** A host with a command that is watched, and a dt that no longer reaches it: somebody pulled its cable. */
    private record Unplugged(Container host, Child dt, Tree tree) {
        static Unplugged start(Path home) throws Exception {
            var host = Containers.engine().host();
            var tree = Tree.grown();
            Files.createDirectories(home);
            var config = Files.write(home.resolve("config"), host.config("box", home.resolve("known_hosts")));
            var dt = Child.start(
                    home,
                    List.of(),
                    "-F",
                    config.toString(),
                    "-D",
                    "/dev/null",
                    "--watchdog",
                    "box",
                    "ssh",
                    tree.line());
            tree.awaitBegun();
            host.cut();
            return new Unplugged(host, dt, tree);
        }

        void end() throws Exception {
            dt.close();
            host.close();
        }
    }

    /** Its sshd does not know for hours that nobody is there; the watchdog does after a minute, in which other tests run. */
    @Test
    @Order(Integer.MAX_VALUE)
    void whatIsWatchedEndsWhenTheCableIsPulled() {
        unplugged.tree().awaitGone(Duration.ofSeconds(150));
    }

    private int dt(Container at, String... words) throws Exception {
        var config = Files.write(folder.resolve("config"), at.config("box", folder.resolve(at.address())));
        var all = new ArrayList<>(List.of("-F", config.toString(), "-D", "/dev/null", "-q", "--no-journal"));
        all.addAll(List.of(words));
        var env = Map.of("HOME", folder.toString(), "PATH", "/usr/bin:/bin", "TMPDIR", "/tmp");
        var in = InputStream.nullInputStream();
        return Dt.run(
                all,
                new Surroundings(env, folder, in, out, err, Terminal.NONE, new KnowsThePassword(), new Interrupt()));
    }

    private static final class KnowsThePassword implements Prompt {
        @Override
        public Optional<char[]> secret(String question) {
            return Optional.of(SudoHosts.PASSWORD.toCharArray());
        }

        @Override
        public Optional<String> line(String question) {
            return Optional.empty();
        }
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** How a run is ended, what it has then on its hosts, and whether somebody takes what it prints. */
    private record Ended(String how, String hosts, String module, boolean blocked, Tree tree) {
        static final List<String> LIMITS = List.of("--command-timeout", "--run-timeout");
        static final List<String> HOW = List.of("INT", "TERM", "HUP", "--command-timeout", "--run-timeout");

        static List<Ended> all(String how) {
            return Stream.of(true, false)
                    .flatMap(blocked -> Stream.of(
                            new Ended(how, "box,free@box", "ssh", blocked, Tree.grown()),
                            new Ended(how, "free@box", "sudo", blocked, Tree.grown())))
                    .toList();
        }

        int count() {
            return hosts.split(",").length;
        }

        String[] words() {
            var words = new ArrayList<>(List.of("-F", "config", "-D", "/dev/null", "-T", "60", "--no-journal"));
            if (isByLimit()) {
                words.addAll(List.of(how, "15"));
            }
            if (blocked) {
                words.addAll(List.of("-o", "raw"));
            }
            words.addAll(List.of(hosts, module, blocked ? tree.flood() : tree.line()));
            return words.toArray(String[]::new);
        }

        boolean isByLimit() {
            return LIMITS.contains(how);
        }

        String why() {
            return switch (how) {
                case "--command-timeout" -> "command timed out after 15s";
                case "--run-timeout" -> "killed: the run timed out after 15s";
                default -> "killed: dt was ended";
            };
        }

        int status() {
            return isByLimit() ? 1 : Map.of("INT", 130, "TERM", 143, "HUP", 129).get(how);
        }

        List<String> lines() {
            return Stream.of(hosts.split(","))
                    .map(host -> blocked ? host + ": " + why() : "fail::dt:" + module + ":" + host + ":" + why())
                    .toList();
        }
    }

    /**
     * "Ctrl-C, SIGTERM, closed terminal, command timeout: the remote process tree is gone, for root logins and normal users,
     * under sudo, in a pipeline, with a child that ignores TERM, with output blocked": by one agent, all of one way at the
     * same time, so that several commands of a connection end together.
     */
    @Test
    void howeverARunEndsNothingIsLeftOnTheHosts() throws Exception {
        var home = Files.createDirectories(folder.resolve("many"));
        Files.write(home.resolve("config"), host.config("box", home.resolve("known_hosts")));
        try (var dt = Client.at(home)) {
            dt.types("-F", "config", "-D", "/dev/null", "box,free@box", "ssh", "true");
            for (var how : Ended.HOW) {
                var runs = new LinkedHashMap<Ended, Process>();
                for (var one : Ended.all(how)) {
                    runs.put(one, dt.start(one.words()));
                }
                runs.keySet().forEach(one -> one.tree().awaitBegun(one.count()));
                runs.keySet().stream()
                        .filter(Ended::blocked)
                        .forEach(one -> one.tree().awaitBlocked());
                for (var run : runs.entrySet()) {
                    signal(run.getKey(), run.getValue());
                }
                for (var run : runs.entrySet()) {
                    isEnded(run.getKey(), Client.end(run.getValue()));
                }
            }
        }
    }

    private static void signal(Ended one, Process process) throws Exception {
        if (one.isByLimit()) {
            return;
        }
        OpenSsh.run(List.of("kill", "-s", one.how(), "" + process.pid()));
        if (one.how().equals("INT")) {
            // A second one that comes while the first is on its way is the same one.
            if (one.blocked()) {
                LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
            } else {
                awaitLine(process.getErrorStream());
            }
            OpenSsh.run(List.of("kill", "-s", one.how(), "" + process.pid()));
        }
    }

    private static void awaitLine(InputStream from) throws Exception {
        int c = from.read();
        while (c >= 0 && c != '\n') {
            c = from.read();
        }
    }

    private static void isEnded(Ended one, Client.Run run) {
        assertThat((one.blocked() ? run.complained() : run.printed()).lines())
                .as("%s", one)
                .containsAll(one.lines());
        assertThat(run.status()).as("%s", one).isEqualTo(one.status());
        assertThat(one.tree().living()).as("%s", one).isEmpty();
        assertThat(one.tree().flooding()).as("%s", one).isEmpty();
    }

    /** Tmux goes, and with it the terminal: what runs in it gets SIGHUP, and nobody is there to print to. */
    @ParameterizedTest
    @CsvSource({"'box,free@box', ssh, 2", "free@box, sudo, 1"})
    void aClosedTerminalEndsTheCommands(String hosts, String module, int count) throws Exception {
        var home = Files.createDirectories(folder.resolve("terminal-" + module));
        Files.write(home.resolve("config"), host.config("box", home.resolve("known_hosts")));
        try (var terminal = new Tmux(home)) {
            terminal.types("dt -F config -D /dev/null %s %s '%s'".formatted(hosts, module, tree.line()));
            tree.awaitBegun(count);
        }

        tree.awaitGone();
    }

    @Test
    void aCommandPastItsLimitIsGoneWhereSudoAsksForAPassword() throws Exception {
        dt(host, "--command-timeout", "4", "ops@box", "sudo", tree.line());

        assertThat(printed()).isEqualTo("fail::dt:sudo:ops@box:command timed out after 4s\n");
        assertThat(tree.living()).isEmpty();
    }

    @Test
    void whatIsWatchedIsEndedTheSameWay() throws Exception {
        dt(host, "--watchdog", "--command-timeout", "4", "ops@box", "sudo", tree.line());

        assertThat(printed()).isEqualTo("fail::dt:sudo:ops@box:command timed out after 4s\n");
        assertThat(tree.living()).isEmpty();
    }

    @Test
    void aHostThatStandsStillIsSaidToBeUnconfirmed() throws Exception {
        try (var other = Containers.engine().host()) {
            var stops = Thread.ofPlatform().start(() -> {
                try {
                    tree.awaitBegun();
                    other.pause();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });

            dt(other, "--command-timeout", "6", "box", "ssh", tree.line());

            stops.join();
            other.resume();
            assertThat(printed()).isEqualTo("fail::dt:ssh:box:command timed out after 6s; kill unconfirmed\n");
        }
    }
}
