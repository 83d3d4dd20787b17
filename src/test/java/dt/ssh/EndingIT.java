package dt.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.OpenSsh;
import dt.inventory.Host;
import dt.remote.Command;
import dt.remote.Exit;
import dt.remote.Input;
import dt.remote.Output;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that are ended before their time are gone on the host, on a real sshd and for root, too. */
@Timeout(180)
class EndingIT {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    @TempDir
    static Path folder;

    static OpenSsh server;

    @BeforeAll
    static void start() throws Exception {
        server = OpenSsh.start(folder.resolve("sshd"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static SshSessions sessions(OpenSsh where) {
        return Fakes.keeping(host -> Fakes.target(host.name(), where.port(), where.key()), InstantSource.system());
    }

    private static Exit run(SshSessions sessions, String line, Output output) throws Exception {
        try (var remote = sessions.remote(Host.named("127.6.0.1"))) {
            return remote.run(new Command(line, Input.EMPTY, LIMIT, Map.of()), output);
        }
    }

    /** Each line that a command prints, as it comes. */
    private record Lines(BlockingQueue<String> seen) implements Output {
        Lines() {
            this(new LinkedBlockingQueue<>());
        }

        @Override
        public void stdout(byte[] bytes, int offset, int length) {
            new String(bytes, offset, length, StandardCharsets.UTF_8).lines().forEach(seen::add);
        }

        @Override
        public void stderr(byte[] bytes, int offset, int length) {}

        long number() throws InterruptedException {
            return Long.parseLong(String.valueOf(seen.poll(20, TimeUnit.SECONDS)));
        }
    }

    /** The host is this machine, so its processes can be asked directly. */
    private static void assertGone(long pid) {
        ProcessHandle.of(pid).ifPresent(process -> assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(8)));
    }

    @Test
    void everyProgramOfAPipelineEnds() throws Exception {
        var lines = new Lines();

        try (var sessions = sessions(server)) {
            var exit = run(sessions, "sh -c 'echo $$; exec sleep 900' | tee /dev/null | cat & echo $!; wait", lines);

            assertThat(exit).isEqualTo(new Exit.TimedOut(LIMIT, true));
        }
        assertGone(lines.number());
        assertGone(lines.number());
    }

    @Test
    void aChildThatIgnoresTermIsKilledThoughItsParentEnded() throws Exception {
        var lines = new Lines();

        try (var sessions = sessions(server)) {
            var exit = run(sessions, "(trap '' TERM; sh -c 'echo $$; exec sleep 900') & wait", lines);

            assertThat(exit).isEqualTo(new Exit.TimedOut(LIMIT, true));
        }
        assertGone(lines.number());
    }

    @Test
    void theLimitEndsACommandWhoseOutputNobodyTakes() throws Exception {
        var lines = new Lines();
        var release = new CountDownLatch(1);
        var blocked = new Output() {
            @Override
            public void stdout(byte[] bytes, int offset, int length) {
                lines.stdout(bytes, offset, length);
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void stderr(byte[] bytes, int offset, int length) {}
        };
        try (var sessions = sessions(server);
                var threads = Executors.newSingleThreadExecutor()) {
            Future<Exit> exit = threads.submit(() -> run(sessions, "echo $$; cat /dev/zero", blocked));

            try {
                assertGone(lines.number());
                assertThat(exit).isNotDone();
            } finally {
                release.countDown();
            }
            assertThat(exit.get()).isEqualTo(new Exit.TimedOut(LIMIT, true));
        }
    }

    @Test
    void onlyTheCommandThatIsMeantEndsOfSeveralOnOneConnection() throws Exception {
        try (var sessions = sessions(server);
                var threads = Executors.newCachedThreadPool();
                var first = sessions.remote(Host.named("127.6.0.1"));
                var last = sessions.remote(Host.named("127.6.0.1"))) {
            var ofFirst = new Lines();
            var ofLast = new Lines();
            var line = Command.of("echo $$; read -r word; echo $word; sleep 900");
            threads.submit(() -> first.run(line, ofFirst));
            long before = ofFirst.number();
            var middle = new Lines();
            assertThat(first.connect().reused()).isFalse();

            var ended = threads.submit(() -> run(sessions, "echo $$; exec sleep 900", middle));
            long meant = middle.number();
            threads.submit(() -> last.run(line, ofLast));
            long after = ofLast.number();

            assertThat(ended.get()).isEqualTo(new Exit.TimedOut(LIMIT, true));
            assertGone(meant);
            assertThat(sessions.size()).isEqualTo(1);
            assertThat(ProcessHandle.of(before)).isPresent();
            assertThat(ProcessHandle.of(after)).isPresent();
        }
    }

    /** "Kill unconfirmed where a host no longer answers": one that has so much to do that it takes seconds does. */
    @Test
    void aHostThatTakesItsTimeIsWaitedFor() throws Exception {
        var lines = new Lines();
        var slow = "ForceCommand if [ \"$SSH_ORIGINAL_COMMAND\" = \"exec sh\" ]; then sleep 5; fi;"
                + " exec sh -c \"$SSH_ORIGINAL_COMMAND\"";
        try (var host = OpenSsh.start(folder.resolve("slow"), slow);
                var sessions = sessions(host)) {
            var exit = run(sessions, "trap '' TERM; echo $$; sleep 900 & wait; sleep 900", lines);

            assertThat(exit).isEqualTo(new Exit.TimedOut(LIMIT, true));
        }
        assertGone(lines.number());
    }

    @Test
    void aHostThatGivesNoSecondSessionLeavesTheKillUnconfirmedAndItsConnectionIsNotUsedAgain() throws Exception {
        try (var strict = OpenSsh.start(folder.resolve("strict"), "MaxSessions 1");
                var sessions = sessions(strict)) {
            // OpenSSH obeys the signal request for all but root: for them, a child that ignores both.
            var exit = run(sessions, "trap '' TERM; setsid sleep 900", new Lines());

            assertThat(exit).isEqualTo(new Exit.TimedOut(LIMIT, false));
            assertThat(sessions.size()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash", "dash", "tcsh", "fish"})
    void everyLoginShellUnderstandsHowTheSecondOneIsStarted(String shell) throws Exception {
        var process = new ProcessBuilder(shell, "-c", KillShell.LINE).start();
        try (var in = process.getOutputStream()) {
            in.write("echo ${0##*/} $PPID\n".getBytes(StandardCharsets.US_ASCII));
        }

        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(said.strip()).isEqualTo("sh " + ProcessHandle.current().pid());
    }
}
