package dt.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dt.fleet.OpenSsh;
import dt.inventory.Host;
import dt.remote.Command;
import dt.remote.Exit;
import dt.remote.RemoteException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ways to a host: jump hosts, proxy commands, siblings, many at once. */
@Timeout(240)
class RoutesIT {
    @TempDir
    Path folder;

    private static long logins(OpenSsh server) throws Exception {
        return server.log()
                .lines()
                .filter(line -> line.contains("Accepted publickey"))
                .count();
    }

    @Test
    void manyHostsTwoJumpsAwayShareOneConnectionToEachJumpHost() throws Exception {
        try (var first = OpenSsh.start(folder.resolve("first"));
                var second = OpenSsh.start(folder.resolve("second"));
                var last = OpenSsh.start(folder.resolve("last"))) {
            var near = Fakes.target("127.0.0.1", first.port(), first.key());
            var far = Fakes.with(Fakes.target("127.0.0.2", second.port(), second.key()), new Target.Route.Via(near));
            try (var sessions = Fakes.sessions(host ->
                    Fakes.with(Fakes.target(host.name(), last.port(), last.key()), new Target.Route.Via(far)))) {
                var exits = all(30, i -> {
                    try (var remote = sessions.remote(Host.named("127.0.7." + i))) {
                        assertThat(remote.connect().jump()).containsExactly("127.0.0.1", "127.0.0.2");
                        return remote.run(Command.of("true"), new Fakes.Kept());
                    }
                });

                assertThat(exits).hasSize(30).containsOnly(new Exit.Status(0));
                assertThat(logins(first)).isEqualTo(1);
                assertThat(logins(second)).isEqualTo(1);
                assertThat(logins(last)).isEqualTo(30);
            }
        }
    }

    @Test
    void aHostThatItsJumpHostCannotReachSaysSo() throws Exception {
        try (var jump = OpenSsh.start(folder.resolve("jump"))) {
            var near = Fakes.target("127.0.0.1", jump.port(), jump.key());
            int nobody = OpenSsh.freePort();
            try (var sessions = Fakes.sessions(host ->
                            Fakes.with(Fakes.target(host.name(), nobody, jump.key()), new Target.Route.Via(near)));
                    var remote = sessions.remote(Host.named("127.0.7.1"))) {
                assertThatThrownBy(remote::connect)
                        .isInstanceOf(RemoteException.class)
                        .hasMessageContaining("the jump host 127.0.0.1 could not connect to 127.0.7.1 port " + nobody);
            }
        }
    }

    @Test
    void aJumpHostThatIsDownIsNamed() throws Exception {
        var near = Fakes.target("127.0.0.9", OpenSsh.freePort(), Path.of("/none"));
        try (var sessions = Fakes.sessions(
                        host -> Fakes.with(Fakes.target(host.name(), 22, null), new Target.Route.Via(near)));
                var remote = sessions.remote(Host.named("127.0.7.1"))) {
            assertThatThrownBy(remote::connect)
                    .isInstanceOf(RemoteException.class)
                    .hasMessageStartingWith("jump host 127.0.0.9: connection refused");
        }
    }

    @Test
    void aProxyCommandCarriesTheConnectionAndEndsWithIt() throws Exception {
        try (var server = OpenSsh.start(folder.resolve("sshd"))) {
            var line = "bash -c 'exec 3<>/dev/tcp/127.0.0.1/" + server.port() + "; cat <&3 & cat >&3'";
            try (var sessions = proxied(server, line)) {
                var kept = new Fakes.Kept();
                try (var remote = sessions.remote(Host.named("behind"))) {
                    remote.run(Command.of("echo through"), kept);
                }

                assertThat(kept).hasToString("through\n");
            }
            var mine = ProcessHandle.current()
                    .descendants()
                    .filter(p -> p.info().commandLine().orElse("").contains("/dev/tcp/127.0.0.1/" + server.port()));
            assertThat(mine.map(ProcessHandle::onExit).toList())
                    .allSatisfy(exit -> assertThat(exit).succeedsWithin(Duration.ofSeconds(5)));
        }
    }

    @Test
    void aProgramOfAProxyCommandThatIgnoresTermIsKilledWithTheConnection() throws Exception {
        try (var server = OpenSsh.start(folder.resolve("sshd"))) {
            var line = "bash -c 'trap \"\" TERM; sleep 4711 & exec 3<>/dev/tcp/127.0.0.1/" + server.port()
                    + "; cat <&3 & cat >&3'";
            List<ProcessHandle> started;
            try (var sessions = proxied(server, line);
                    var remote = sessions.remote(Host.named("behind"))) {
                remote.connect();
                started = ProcessHandle.current()
                        .descendants()
                        .filter(p -> p.info().commandLine().orElse("").contains("4711"))
                        .toList();
            }

            assertThat(started).isNotEmpty();
            assertThat(started.stream().map(ProcessHandle::onExit))
                    .allSatisfy(exit -> assertThat(exit).succeedsWithin(Duration.ofSeconds(5)));
        }
    }

    @Test
    void aProxyCommandThatFailsIsQuoted() throws Exception {
        try (var server = OpenSsh.start(folder.resolve("sshd"));
                var sessions = proxied(server, "sh -c 'echo no way out >&2; exit 1'");
                var remote = sessions.remote(Host.named("behind"))) {
            assertThatThrownBy(remote::connect)
                    .isInstanceOf(RemoteException.class)
                    .hasMessageContaining("no way out");
        }
    }

    private static SshSessions proxied(OpenSsh server, String line) {
        var program = new Target.Route.Program(line, "/bin/sh", Path.of("/"), Map.of("PATH", "/usr/bin:/bin"));
        return Fakes.sessions(host -> Fakes.with(Fakes.target(host.name(), server.port(), server.key()), program));
    }

    @Test
    void aConnectionThatRefusesASecondSessionGetsASibling() throws Exception {
        try (var server = OpenSsh.start(folder.resolve("sshd"), "MaxSessions 1");
                var sessions =
                        Fakes.keeping(host -> Fakes.target(host.name(), server.port(), server.key()), Instant::now)) {
            var together = new CountDownLatch(3);
            var exits = all(3, i -> {
                try (var remote = sessions.remote(Host.named("127.0.0.1"))) {
                    return remote.run(Command.of("echo begun; sleep 0.1; exit 1"), new dt.remote.Output() {
                        @Override
                        public void stdout(byte[] bytes, int offset, int length) {
                            together.countDown();
                            try {
                                together.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        }

                        @Override
                        public void stderr(byte[] bytes, int offset, int length) {}
                    });
                }
            });

            assertThat(together.getCount()).isZero();
            assertThat(exits).hasSize(3).containsOnly(new Exit.Status(1));
            assertThat(logins(server)).isEqualTo(3);
        }
    }

    private static int opened(OpenSsh server) throws Exception {
        return (int) server.log()
                .lines()
                .filter(line -> line.contains("server_input_channel_open: ctype session"))
                .count();
    }

    private static void run(SshSessions sessions, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            try (var remote = sessions.remote(Host.named("127.0.0.1"))) {
                var kept = new Fakes.Kept();
                assertThat(remote.run(Command.of("echo " + i), kept)).isEqualTo(new Exit.Status(0));
                assertThat(kept.toString()).contains(i + "\n");
            }
        }
    }

    @Test
    void aKeptConnectionHasTheChannelOfItsNextCommandOpenAndNoMore() throws Exception {
        try (var server = OpenSsh.start(folder.resolve("sshd"), "LogLevel DEBUG1");
                var sessions =
                        Fakes.keeping(host -> Fakes.target(host.name(), server.port(), server.key()), Instant::now);
                var ofOneRun = Fakes.sessions(host -> Fakes.target(host.name(), server.port(), server.key()))) {
            run(ofOneRun, 1);
            assertThat(opened(server)).isEqualTo(1);

            run(sessions, 1);
            until(() -> opened(server) == 3);
            run(sessions, 20);
            until(() -> opened(server) == 1 + 21 + 1);

            assertThat(logins(server)).isEqualTo(2);
        }
    }

    @Test
    void aHostThatAllowsOneSessionHasNoUseForASpareAndWorks() throws Exception {
        try (var server = OpenSsh.start(folder.resolve("sshd"), "MaxSessions 1");
                var sessions =
                        Fakes.keeping(host -> Fakes.target(host.name(), server.port(), server.key()), Instant::now)) {
            run(sessions, 10);

            assertThat(logins(server)).isEqualTo(1);
        }
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    /** A busy machine is not the host's fault: what its connection waits for our processors is not its time. */
    @Test
    void aHostThatWaitsForThisMachineMissesNoLimit() throws Exception {
        var computing = new Computing(1);
        var hog = computing.share();
        try (var server = OpenSsh.start(folder.resolve("sshd"));
                var timer = Executors.newScheduledThreadPool(1);
                var waiting = Executors.newSingleThreadExecutor()) {
            var gate = new StartGate(new Crowd(1, 0));
            var shared =
                    new Attempt.Shared(timer, computing, gate, Dialer.Resolver.SYSTEM, Readers.VIRTUAL, new Arriving());
            var pool = new Pool((target, all) -> new Attempt(target, shared, all), Instant::now, Duration.ZERO);
            var target = Fakes.with(Fakes.target("127.0.0.1", server.port(), server.key()), Duration.ofSeconds(3));
            hog.begin();
            var lease = waiting.submit(() -> pool.lease(target, new CompletableFuture<>()));

            assertThatThrownBy(() -> lease.get(4, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            hog.end();

            assertThat(lease.get(30, TimeUnit.SECONDS).link().isOpen()).isTrue();
            pool.close();
        }
    }

    @Test
    void aKeptConnectionIsReusedAndClosedAfterItsTime() throws Exception {
        var now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
        try (var server = OpenSsh.start(folder.resolve("sshd"));
                var sessions =
                        Fakes.keeping(host -> Fakes.target(host.name(), server.port(), server.key()), now::get)) {
            try (var remote = sessions.remote(Host.named("127.0.0.1"))) {
                assertThat(remote.connect().reused()).isFalse();
            }
            now.set(now.get().plusSeconds(60));
            try (var remote = sessions.remote(Host.named("127.0.0.1"))) {
                assertThat(remote.connect().reused()).isTrue();
            }

            assertThat(sessions.evictIdle(now.get().plusSeconds(299))).isEqualTo(Duration.ofSeconds(1));
            assertThat(sessions.size()).isEqualTo(1);
            sessions.evictIdle(now.get().plusSeconds(300));
            assertThat(sessions.size()).isZero();
        }
    }

    @Test
    void aConnectionThatDiedWhileRestingIsReplaced() throws Exception {
        var now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
        try (var server = OpenSsh.start(folder.resolve("sshd"));
                var proxy = new CuttableProxy(server.port());
                var sessions = Fakes.keeping(host -> Fakes.target(host.name(), proxy.port(), server.key()), now::get)) {
            try (var remote = sessions.remote(Host.named("127.0.0.1"))) {
                remote.connect();
            }
            proxy.stall();
            now.set(now.get().plusSeconds(31));
            proxy.letNewOnesThrough();

            try (var remote = sessions.remote(Host.named("127.0.0.1"))) {
                assertThat(remote.connect().reused()).isFalse();
                assertThat(remote.run(Command.of("true"), new Fakes.Kept())).isEqualTo(new Exit.Status(0));
            }
        }
    }

    @Test
    void aConnectionCutInTheMiddleOfACommandIsLost() throws Exception {
        try (var server = OpenSsh.start(folder.resolve("sshd"));
                var proxy = new CuttableProxy(server.port());
                var sessions = Fakes.sessions(host -> Fakes.target(host.name(), proxy.port(), server.key()));
                var remote = sessions.remote(Host.named("127.0.0.1"))) {
            assertThatThrownBy(() -> remote.run(Command.of("echo begun; sleep 20"), new dt.remote.Output() {
                        @Override
                        public void stdout(byte[] bytes, int offset, int length) {
                            proxy.cut();
                        }

                        @Override
                        public void stderr(byte[] bytes, int offset, int length) {}
                    }))
                    .isInstanceOfSatisfying(
                            RemoteException.class,
                            e -> assertThat(e.reason()).isEqualTo(RemoteException.Reason.UNKNOWN))
                    .hasMessageContaining("the connection was lost while the command ran");
        }
    }

    @Test
    void aHostThatFallsSilentInACommandIsNoticedByItsMissingSignOfLife() throws Exception {
        try (var server = Echo.host();
                var proxy = new CuttableProxy(server.getPort());
                var sessions = Fakes.sessions(
                        host -> Fakes.asked(Fakes.target(host.name(), proxy.port(), null), Duration.ofMillis(100)));
                var remote = sessions.remote(Host.named("127.0.0.1"))) {
            remote.connect();
            assertThat(remote.run(Command.of("lively"), new Fakes.Kept())).isEqualTo(new Exit.Status(0));

            assertThatThrownBy(() -> remote.run(Command.of("hang"), new dt.remote.Output() {
                        @Override
                        public void stdout(byte[] bytes, int offset, int length) {
                            proxy.stall();
                        }

                        @Override
                        public void stderr(byte[] bytes, int offset, int length) {}
                    }))
                    .isInstanceOfSatisfying(
                            RemoteException.class,
                            e -> assertThat(e.reason()).isEqualTo(RemoteException.Reason.UNKNOWN));
        }
    }

    @Test
    void aCommandPastItsLimitGetsTermAndThenKill() throws Exception {
        try (var server = Echo.host();
                var sessions = Fakes.sessions(host -> Fakes.target(host.name(), server.getPort(), null));
                var remote = sessions.remote(Host.named("127.0.0.1"))) {
            var kept = new Fakes.Kept();
            var limit = Duration.ofMillis(200);

            var exit = remote.run(new Command("stubborn", dt.remote.Input.EMPTY, limit, Map.of()), kept);

            assertThat(exit).isEqualTo(new Exit.TimedOut(limit));
            assertThat(kept).hasToString("stubborn\nTERM\nKILL\n");
        }
    }

    @Test
    void threeHundredHostsAtOnce() throws Exception {
        // Embedded hosts: the rc files of whoever runs the tests would cost more than all else.
        try (var server = Echo.host();
                var sessions = Fakes.sessions(host ->
                        Fakes.with(Fakes.target(host.name(), server.getPort(), null), Duration.ofSeconds(60)))) {
            var exits = all(300, i -> {
                var kept = new Fakes.Kept();
                try (var remote = sessions.remote(Host.named("127.3." + i / 250 + "." + (1 + i % 250)))) {
                    var exit = remote.run(Command.of("host " + i), kept);
                    assertThat(kept).hasToString("host " + i + "\n");
                    return exit;
                }
            });

            assertThat(exits).hasSize(300).containsOnly(new Exit.Status(0));
            assertThat(sessions.size()).isZero();
        }
    }

    /** One thing for each number. */
    interface Each {
        Exit run(int i) throws Exception;
    }

    private static List<Exit> all(int count, Each each) throws Exception {
        try (var threads = Executors.newFixedThreadPool(count)) {
            var calls = new ArrayList<Callable<Exit>>();
            for (int i = 0; i < count; i++) {
                int number = i + 1;
                calls.add(() -> each.run(number));
            }
            var exits = new ArrayList<Exit>();
            for (var future : threads.invokeAll(calls)) {
                exits.add(future.get());
            }
            return exits;
        }
    }
}
