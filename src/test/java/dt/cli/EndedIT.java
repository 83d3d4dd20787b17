package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.OpenSsh;
import dt.fleet.SudoHosts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * "Ended means the process is gone, on root logins as well": however a run is ended, nothing of its commands is left. The
 * command is a pipeline with a child that ignores TERM.
 */
@Timeout(120)
class EndedIT {
    @TempDir
    static Path folder;

    private static SudoHosts users;
    private static OpenSsh root;
    private final Tree tree = Tree.grown();

    @TempDir
    Path home;

    @BeforeAll
    static void start() throws Exception {
        users = SudoHosts.start(folder.resolve("users"));
        root = OpenSsh.start(folder.resolve("root"));
    }

    @AfterAll
    static void stop() {
        users.close();
        root.close();
    }

    private Child dt(String... words) throws Exception {
        var config = Files.writeString(
                home.resolve("config"),
                """
                Host root
                  HostName 127.3.0.1
                  User %s
                  Port %d
                  IdentityFile %s
                """.formatted(OpenSsh.user(), root.port(), root.key())
                        + Files.readString(users.config()).replace("known_hosts", "known_hosts-" + tree.mark()));
        var all = new ArrayList<>(List.of("-F", config.toString(), "-D", "/dev/null"));
        all.addAll(List.of(words));
        return Child.start(home, List.of(), all.toArray(String[]::new));
    }

    /** "SIGTERM and a closed terminal count as the second." */
    @ParameterizedTest
    @CsvSource({"root, TERM, 143", "root, HUP, 129", "free@127.0.0.1, TERM, 143", "free@127.0.0.1, HUP, 129"})
    void aSignalEndsTheCommands(String host, String signal, int status) throws Exception {
        try (var dt = dt(host, "ssh", tree.line())) {
            tree.awaitBegun();

            OpenSsh.run(List.of("kill", "-s", signal, "" + dt.process().pid()));

            assertThat(dt.rest()).containsExactly("fail::dt:ssh:" + host.replace(":", "%3A") + ":killed: dt was ended");
            assertThat(dt.status()).isEqualTo(status);
            assertThat(tree.living()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "root, --command-timeout, command timed out after 3s",
        "free@127.0.0.1, --run-timeout, killed: the run timed out after 3s"
    })
    void aLimitEndsTheCommands(String host, String limit, String why) throws Exception {
        try (var dt = dt(limit, "3", host, "ssh", tree.line())) {
            assertThat(dt.rest()).containsExactly("fail::dt:ssh:" + host + ":" + why);
            assertThat(dt.status()).isEqualTo(1);
            assertThat(tree.living()).isEmpty();
        }
    }

    @Test
    void alsoWhenNobodyTakesTheOutput() throws Exception {
        try (var dt = dt("-o", "raw", "free@127.0.0.1", "ssh", tree.line() + " & yes")) {
            tree.awaitBegun();
            // The pipe is full, and everything behind it.
            assertThat(dt.lines().readLine()).isEqualTo("free@127.0.0.1: y");
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));

            OpenSsh.run(List.of("kill", "-s", "TERM", "" + dt.process().pid()));

            tree.awaitGone();
        }
    }

    /** "Kill unconfirmed where a host no longer answers", by a limit and by a signal. */
    @ParameterizedTest
    @CsvSource({
        "--command-timeout, command timed out after 3s; kill unconfirmed",
        "'', killed: dt was ended; kill unconfirmed"
    })
    void aHostThatNoLongerAnswersIsSaid(String limit, String why) throws Exception {
        var words =
                limit.isEmpty() ? List.of("root", "ssh", tree.line()) : List.of(limit, "3", "root", "ssh", tree.line());
        var stopped = new ArrayList<ProcessHandle>();
        try (var dt = dt(words.toArray(String[]::new))) {
            tree.awaitBegun();
            sessions().forEach(session -> {
                stopped.add(session);
                signal("STOP", session.pid());
            });
            assertThat(stopped).isNotEmpty();

            if (limit.isEmpty()) {
                OpenSsh.run(List.of("kill", "-s", "TERM", "" + dt.process().pid()));
            }

            assertThat(dt.rest()).containsExactly("fail::dt:ssh:root:" + why);
        } finally {
            stopped.forEach(session -> signal("CONT", session.pid()));
            tree.fell();
        }
    }

    private static void signal(String name, long pid) {
        try {
            OpenSsh.run(List.of("kill", "-s", name, "" + pid));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The sshd processes that serve connections of the root server. */
    private static Stream<ProcessHandle> sessions() {
        return root.processes().filter(p -> p.info().command().orElse("").endsWith("/sshd"));
    }
}
