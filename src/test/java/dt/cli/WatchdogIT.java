package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.Client;
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

/** "--watchdog: the remote command also ends when dt itself dies", for users of each kind, root and sudo among them. */
@Timeout(120)
class WatchdogIT {
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

    private List<String> words(String host, String module, String line) throws Exception {
        return new ArrayList<>(List.of(hosts.words(home, "--watchdog", host, module, line)));
    }

    @ParameterizedTest
    @CsvSource({"root, ssh", "free@127.0.0.1, ssh", "free@127.0.0.1, sudo"})
    void allOfTheCommandEndsWhenDtIsKilled(String host, String module) throws Exception {
        var words = words(host, module, tree.line());
        try (var dt = Child.start(home, List.of(), words.toArray(String[]::new))) {
            tree.awaitBegun();

            dt.kill();

            tree.awaitGone();
        }
        awaitNoWatchdog();
    }

    @Test
    void alsoACommandThatReadsWhatDtReads() throws Exception {
        var words = words("free@127.0.0.1", "ssh", "cat >/dev/null & " + tree.line());
        words.add(0, "--stdin");
        try (var dt = Child.start(home, List.of(), words.toArray(String[]::new))) {
            tree.awaitBegun();

            dt.kill();

            tree.awaitGone();
        }
    }

    @Test
    void alsoWhenTheAgentIsKilled() throws Exception {
        try (var dt = Client.at(home)) {
            var running = dt.start(words("free@127.0.0.1", "sudo", tree.line()).toArray(String[]::new));
            tree.awaitBegun();

            dt.agent().destroyForcibly();

            assertThat(Client.end(running).status()).isEqualTo(3);
            tree.awaitGone();
        }
    }

    @Test
    void withoutItTheCommandGoesOn() throws Exception {
        var words = words("free@127.0.0.1", "ssh", tree.line());
        words.remove("--watchdog");
        try (var dt = Child.start(home, List.of(), words.toArray(String[]::new))) {
            tree.awaitBegun();

            dt.kill();
        }
        // Longer than a watchdog takes to look.
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(5));
        assertThat(tree.living()).hasSize(3);
        tree.fell();
    }

    @Test
    void aCommandThatEndsByItselfLeavesNone() throws Exception {
        try (var dt = Child.start(
                home,
                List.of(),
                words("free@127.0.0.1", "sudo", "id -un; exit 3").toArray(String[]::new))) {
            assertThat(dt.rest()).containsExactly("fail::dt:sudo:free@127.0.0.1:root");
            assertThat(dt.status()).isEqualTo(1);
        }
        awaitNoWatchdog();
    }

    private static void awaitNoWatchdog() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (watchdogs().findAny().isPresent()) {
            assertThat(System.nanoTime()).as("a watchdog is left").isLessThan(deadline);
            LockSupport.parkNanos(50_000_000);
        }
    }

    /** Those of hosts of this test: the servers' homes are below its folder. */
    private static Stream<ProcessHandle> watchdogs() {
        return ProcessHandle.allProcesses()
                .filter(p -> p.info().commandLine().orElse("").contains("dt-watchdog")
                        && environment(p).contains("HOME=" + folder));
    }

    private static String environment(ProcessHandle process) {
        try {
            return Files.readString(
                    Path.of("/proc", "" + process.pid(), "environ"), java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (java.io.IOException gone) {
            return "";
        }
    }
}
