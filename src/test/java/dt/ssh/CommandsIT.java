package dt.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dt.fleet.OpenSsh;
import dt.inventory.Host;
import dt.remote.Command;
import dt.remote.Exit;
import dt.remote.RemoteException;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands on a real sshd. */
@Timeout(180)
class CommandsIT {
    @TempDir
    static Path folder;

    static OpenSsh server;

    final SshSessions sessions = Fakes.sessions(host -> Fakes.target(host.name(), server.port(), server.key()));

    @BeforeAll
    static void start() throws Exception {
        server = OpenSsh.start(folder.resolve("sshd"), "RekeyLimit 8M");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void closeSessions() {
        sessions.close();
    }

    private Exit run(String line, dt.remote.Output output) throws Exception {
        try (var remote = sessions.remote(Host.named("127.1.2.3"))) {
            return remote.run(Command.of(line), output);
        }
    }

    private String printed(Command command) throws Exception {
        var kept = new Fakes.Kept();
        try (var remote = sessions.remote(Host.named("127.1.2.3"))) {
            remote.run(command, kept);
        }
        return kept.toString();
    }

    @Test
    void aCommandPrintsAndEndsWithItsStatus() throws Exception {
        var kept = new Fakes.Kept();

        var exit = run("echo hello; exit 3", kept);

        assertThat(exit).isEqualTo(new Exit.Status(3));
        assertThat(kept).hasToString("hello\n");
    }

    @Test
    void bothStreamsComeInOrderOfArrival() throws Exception {
        var kept = new Fakes.Kept();

        run("for i in 1 2 3; do echo o$i; sleep 0.05; echo e$i >&2; sleep 0.05; done", kept);

        assertThat(kept).hasToString("o1\ne1\no2\ne2\no3\ne3\n");
        assertThat(kept.err).hasToString("e1\ne2\ne3\n");
    }

    @Test
    void aCommandWithoutInputReadsItsEnd() throws Exception {
        assertThat(printed(Command.of("wc -c"))).isEqualTo("0\n");
    }

    @Test
    void inputGoesToTheCommandWithItsEnd() throws Exception {
        var big = new byte[5_000_000];

        var command = new Command("wc -c", () -> new ByteArrayInputStream(big), null, Map.of());

        assertThat(printed(command)).isEqualTo("5000000\n");
    }

    @Test
    void aCommandThatReadsNoInputEndsAllTheSame() throws Exception {
        var big = new byte[20_000_000];

        var command = new Command("echo done", () -> new ByteArrayInputStream(big), null, Map.of());

        assertThat(printed(command)).isEqualTo("done\n");
    }

    @Test
    void environmentIsSent() throws Exception {
        var command = new Command("echo $DT_X", dt.remote.Input.EMPTY, null, Map.of("DT_X", "a b"));

        assertThat(printed(command)).isEqualTo("a b\n");
    }

    @Test
    void aSignalIsNamed() throws Exception {
        assertThat(run("kill -TERM $$", new Fakes.Kept())).isEqualTo(new Exit.Signal("TERM"));
    }

    @Test
    void aLongLineComesWhole() throws Exception {
        var kept = new Fakes.Kept();

        run("head -c 500000 /dev/zero | tr '\\0' x", kept);

        assertThat(kept.out.size()).isEqualTo(500_000);
    }

    @Test
    void aFloodOnBothStreamsComesWholeAndSurvivesNewKeys() throws Exception {
        var counted = new Fakes.Counted();

        run("head -c 30000000 /dev/zero >&2 & head -c 30000000 /dev/zero; wait", counted);

        assertThat(counted.out).isEqualTo(30_000_000);
        assertThat(counted.err).isEqualTo(30_000_000);
    }

    @Test
    void anOutputThatBlocksHoldsBackOnlyItsOwnChannel() throws Exception {
        var keeping = Fakes.keeping(
                host -> Fakes.target(host.name(), server.port(), server.key()), java.time.InstantSource.system());
        var blocked = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        try (keeping;
                var pool = Executors.newSingleThreadExecutor();
                var flood = keeping.remote(Host.named("127.1.2.3"));
                var other = keeping.remote(Host.named("127.1.2.3"))) {
            var flooding =
                    pool.submit(() -> flood.run(Command.of("head -c 20000000 /dev/zero"), new dt.remote.Output() {
                        @Override
                        public void stdout(byte[] bytes, int offset, int length) {
                            blocked.countDown();
                            try {
                                release.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        }

                        @Override
                        public void stderr(byte[] bytes, int offset, int length) {}
                    }));
            blocked.await();
            var kept = new Fakes.Kept();

            other.run(Command.of("echo through"), kept);

            assertThat(kept).hasToString("through\n");
            assertThat(keeping.size()).isEqualTo(1);
            release.countDown();
            assertThat(flooding.get()).isEqualTo(new Exit.Status(0));
        }
    }

    @Test
    void aCommandPastItsLimitTimesOut() throws Exception {
        var limit = Duration.ofMillis(300);
        var command = new Command("echo begun; exec sleep 1000", dt.remote.Input.EMPTY, limit, Map.of());
        var kept = new Fakes.Kept();
        Exit exit;
        try (var remote = sessions.remote(Host.named("127.1.2.3"))) {
            exit = remote.run(command, kept);
        }

        assertThat(exit).isEqualTo(new Exit.TimedOut(limit));
        assertThat(kept).hasToString("begun\n");
    }

    @Test
    void closeFromAnotherThreadEndsACallUnderWay() throws Exception {
        var begun = new CountDownLatch(1);
        var failure = new AtomicReference<Exception>();
        var remote = sessions.remote(Host.named("127.1.2.3"));
        var caller = new Thread(() -> {
            try {
                remote.run(Command.of("echo begun; exec sleep 1000"), new dt.remote.Output() {
                    @Override
                    public void stdout(byte[] bytes, int offset, int length) {
                        begun.countDown();
                    }

                    @Override
                    public void stderr(byte[] bytes, int offset, int length) {}
                });
            } catch (Exception e) {
                failure.set(e);
            }
        });
        caller.start();
        begun.await();

        remote.close();
        caller.join(5000);

        assertThat(caller.isAlive()).isFalse();
        assertThat(((RemoteException) failure.get()).reason()).isEqualTo(RemoteException.Reason.UNKNOWN);
        assertThat(sessions.size()).isZero();
    }

    @Test
    void aSecondConnectAnswersAtOnceWithTheFirstResult() throws Exception {
        try (var remote = sessions.remote(Host.named("127.1.2.3"))) {
            var first = remote.connect();

            assertThat(first.reused()).isFalse();
            assertThat(first.took()).isPositive();
            assertThat(first.user()).isEqualTo(OpenSsh.user());
            remote.connect();
            assertThat(sessions.size()).isEqualTo(1);
        }
        assertThat(sessions.size()).isZero();
    }

    @Test
    void aClosedRemoteRunsNothing() {
        var remote = sessions.remote(Host.named("127.1.2.3"));
        remote.close();

        assertThatThrownBy(() -> remote.run(Command.of("true"), new Fakes.Kept()))
                .isInstanceOf(RemoteException.class)
                .hasMessageContaining("stopped");
    }
}
