package dt.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.OpenSsh;
import dt.inventory.Host;
import dt.remote.Command;
import dt.remote.Exit;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many at once, where the SSH library has open issues: sessions of one connection, new keys under load, connections. */
@Timeout(300)
class CrowdIT {
    @TempDir
    static Path folder;

    static OpenSsh server;

    @BeforeAll
    static void start() throws Exception {
        server = OpenSsh.start(folder.resolve("sshd"), "RekeyLimit 1M", "MaxSessions 40");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static SshSessions sessions() {
        return Fakes.keeping(host -> Fakes.target(host.name(), server.port(), server.key()), InstantSource.system());
    }

    private static String echo(SshSessions sessions, String address, String word) throws Exception {
        var kept = new Fakes.Kept();
        try (var remote = sessions.remote(Host.named(address))) {
            assertThat(remote.run(Command.of("echo " + word), kept)).isEqualTo(new Exit.Status(0));
        }
        return kept.toString();
    }

    private static long flood(SshSessions sessions, String address) throws Exception {
        var counted = new Fakes.Counted();
        try (var remote = sessions.remote(Host.named(address))) {
            assertThat(remote.run(Command.of("head -c 4000000 /dev/zero"), counted))
                    .isEqualTo(new Exit.Status(0));
        }
        return counted.out;
    }

    private static <T> ArrayList<Future<T>> atOnce(ExecutorService threads, int count, Numbered<T> work) {
        var under = new ArrayList<Future<T>>();
        for (int i = 0; i < count; i++) {
            int number = i;
            under.add(threads.submit((Callable<T>) () -> work.of(number)));
        }
        return under;
    }

    private interface Numbered<T> {
        T of(int number) throws Exception;
    }

    @Test
    void twoHundredCommandsAtOnceOnOneHostEachGetTheirOwnOutput() throws Exception {
        try (var sessions = sessions();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            echo(sessions, "127.1.7.1", "warm");

            var printed = atOnce(threads, 200, number -> echo(sessions, "127.1.7.1", "w" + number));

            for (int i = 0; i < printed.size(); i++) {
                assertThat(printed.get(i).get()).isEqualTo("w" + i + "\n");
            }
        }
    }

    @Test
    void floodsOnOneConnectionAreWholeWhileItsKeysAreExchangedAnew() throws Exception {
        try (var sessions = sessions();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            echo(sessions, "127.1.7.2", "warm");

            var floods = atOnce(threads, 8, _ -> flood(sessions, "127.1.7.2"));
            var words = atOnce(threads, 20, number -> echo(sessions, "127.1.7.2", "w" + number));

            for (var flood : floods) {
                assertThat(flood.get()).isEqualTo(4_000_000);
            }
            for (int i = 0; i < words.size(); i++) {
                assertThat(words.get(i).get()).isEqualTo("w" + i + "\n");
            }
        }
    }

    @Test
    void threeHundredConnectionsStandAtOnce() throws Exception {
        try (var sessions = sessions();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 2; round++) {
                var printed = atOnce(
                        threads,
                        300,
                        number ->
                                echo(sessions, "127.1." + (8 + number / 200) + "." + (number % 200 + 1), "h" + number));
                for (int i = 0; i < printed.size(); i++) {
                    assertThat(printed.get(i).get()).isEqualTo("h" + i + "\n");
                }
            }
            assertThat(sessions.size()).isEqualTo(300);
        }
    }
}
