package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.OpenSsh;
import dt.journal.HostState;
import dt.journal.JournalException;
import dt.journal.Journals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
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

    private static RootAndUsers hosts;
    private final Tree tree = Tree.grown();

    @TempDir
    Path home;

    @BeforeAll
    static void start() throws Exception {
        hosts = RootAndUsers.start(folder);
    }

    @AfterAll
    static void stop() {
        hosts.close();
    }

    private Child dt(String... words) throws Exception {
        return Child.start(home, List.of(), hosts.words(home, words));
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
        try (var dt = dt("-o", "raw", "free@127.0.0.1", "ssh", tree.flood())) {
            assertThat(dt.lines().readLine()).isEqualTo("free@127.0.0.1: " + tree.flooded());
            // The pipe is full, and everything behind it: the host prints no more.
            tree.awaitBlocked();

            OpenSsh.run(List.of("kill", "-s", "TERM", "" + dt.process().pid()));

            tree.awaitGone();
            await(() -> tree.flooding().isEmpty());
            // Whoever reads on finds what was taken, and the result.
            assertThat(dt.rest()).allMatch(line -> line.startsWith("free@127.0.0.1: y"));
            assertThat(dt.status()).isEqualTo(143);
            assertThat(home.resolve("stderr")).content().endsWith("free@127.0.0.1: killed: dt was ended\n");
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** "Third: dt leaves at once", also when a host no longer answers; a signal ends it then, too. */
    @Test
    void theThirdCtrlCLeavesAtOnceWhateverTheHostsDo() throws Exception {
        var stopped = new ArrayList<ProcessHandle>();
        try (var terminal = new Tmux(home)) {
            hosts.config(home);
            terminal.types("dt -F config -D /dev/null root ssh '" + tree.line() + "'; echo end$?");
            tree.awaitBegun();
            hosts.sessionsOfRoot().forEach(session -> {
                stopped.add(session);
                signal("STOP", session.pid());
            });

            terminal.presses("C-c");
            terminal.await(screen -> screen.contains("1 still running: root; Ctrl-C again ends the commands there"));
            terminal.presses("C-c");
            terminal.await(screen -> screen.contains("ending the commands on the hosts; Ctrl-C again leaves at once"));
            terminal.presses("C-c");

            var screen = terminal.await(text -> text.contains("end130"));
            assertThat(screen).doesNotContain("kill unconfirmed");
            assertThat(tree.living()).hasSize(3);
        } finally {
            stopped.forEach(session -> signal("CONT", session.pid()));
            tree.fell();
        }
        // N hosts in, N results out: nobody knows what became of it.
        var run = new Journals(home.resolve(".local/state/dt/runs")).find("last");
        assertThat(run.hosts(HostState.UNKNOWN)).hasSize(1);
    }

    /** A terminal that is closed takes its programs with it, but not before the commands of the hosts. */
    @Test
    void aTerminalThatIsClosedEndsTheCommands() throws Exception {
        hosts.config(home);
        try (var terminal = new Tmux(home)) {
            terminal.types("dt -F config -D /dev/null root,free@127.0.0.1 ssh '" + tree.line() + "'");
            tree.awaitBegun(2);
        }

        tree.awaitGone();
        var journals = new Journals(home.resolve(".local/state/dt/runs"));
        await(() -> isOver(journals));
        // Nobody reads what is printed; the journal knows of all.
        assertThat(journals.find("last").hosts(HostState.FAILED)).hasSize(2);
    }

    private static boolean isOver(Journals journals) {
        try {
            return !journals.find("last").isRunning();
        } catch (JournalException notYet) {
            return false;
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
            hosts.sessionsOfRoot().forEach(session -> {
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
}
