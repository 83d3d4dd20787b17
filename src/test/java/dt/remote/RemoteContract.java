package dt.remote;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link Remote} promises, whatever carries it to its host. The host has a POSIX shell. */
@Timeout(30)
public abstract class RemoteContract {
    /** A new way to a host; it takes the environment variable {@code DT_TEST}. */
    protected abstract Remote remote() throws Exception;

    /** Keeps what comes, and notes a call from two threads at once. */
    private static class Kept implements Output {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final ByteArrayOutputStream err = new ByteArrayOutputStream();
        final ByteArrayOutputStream both = new ByteArrayOutputStream();

        @Override
        public void stdout(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            both.write(bytes, offset, length);
        }

        @Override
        public void stderr(byte[] bytes, int offset, int length) throws IOException {
            err.write(bytes, offset, length);
            both.write(bytes, offset, length);
        }
    }

    private Exit run(Command command, Output output) throws Exception {
        try (var remote = remote()) {
            return remote.run(command, output);
        }
    }

    private String printed(Command command) throws Exception {
        var kept = new Kept();
        run(command, kept);
        return kept.out.toString(ISO_8859_1);
    }

    @Test
    void aStatusComesBack() throws Exception {
        assertThat(run(Command.of("exit 0"), new Kept())).isEqualTo(new Exit.Status(0));
        assertThat(run(Command.of("exit 3"), new Kept())).isEqualTo(new Exit.Status(3));
        assertThat(run(Command.of("/nonexistent/command"), new Kept())).isEqualTo(new Exit.Status(127));
    }

    @Test
    void aSignalComesBackByName() throws Exception {
        assertThat(run(Command.of("kill -TERM $$"), new Kept())).isEqualTo(new Exit.Signal("TERM"));
        assertThat(run(Command.of("kill -KILL $$"), new Kept())).isEqualTo(new Exit.Signal("KILL"));
    }

    @Test
    void bothStreamsComeInOrderOfArrival() throws Exception {
        var kept = new Kept();

        run(Command.of("echo 1; sleep 0.1; echo 2 >&2; sleep 0.1; echo 3"), kept);

        assertThat(kept.out.toString(UTF_8)).isEqualTo("1\n3\n");
        assertThat(kept.err.toString(UTF_8)).isEqualTo("2\n");
        assertThat(kept.both.toString(UTF_8)).isEqualTo("1\n2\n3\n");
    }

    @Test
    void standardInputIsEmptyUnlessGiven() throws Exception {
        assertThat(printed(Command.of("cat; echo end"))).isEqualTo("end\n");
    }

    @Test
    void standardInputArrivesWhole() throws Exception {
        Input input = () -> new ByteArrayInputStream(new byte[1_000_000]);

        var size = printed(new Command("wc -c", input, null, Map.of()));

        assertThat(size.strip()).isEqualTo("1000000");
    }

    @Test
    void aCommandNeedNotReadItsInput() throws Exception {
        Input input = () -> new ByteArrayInputStream(new byte[10_000_000]);

        assertThat(run(new Command("exit 4", input, null, Map.of()), new Kept()))
                .isEqualTo(new Exit.Status(4));
    }

    @Test
    void aTimeoutEndsTheCommandAndItsChildren() throws Exception {
        var limit = Duration.ofMillis(300);
        var kept = new Kept();

        var exit = run(new Command("sleep 500 & echo $!; sleep 501", Input.EMPTY, limit, Map.of()), kept);

        assertThat(exit).isEqualTo(new Exit.TimedOut(limit));
        assertEnds(kept.out.toString(UTF_8).strip());
    }

    @Test
    void aCommandThatIgnoresTermIsKilled() throws Exception {
        var kept = new Kept();
        var line = "trap '' TERM; echo $$; while :; do sleep 0.1; done";

        run(new Command(line, Input.EMPTY, Duration.ofMillis(300), Map.of()), kept);

        assertEnds(kept.out.toString(UTF_8).strip());
    }

    /** Asked on the host itself, for as long as a process may take to go. */
    private void assertEnds(String pid) throws Exception {
        assertThat(pid).matches("[0-9]+");
        var gone = "i=0; while kill -0 " + pid + " 2>/dev/null && ! grep -q '^State:.Z' /proc/" + pid
                + "/status && [ $i -lt 80 ]; do sleep 0.1; i=$((i+1)); done; [ $i -lt 80 ]";
        assertThat(run(Command.of(gone), new Kept())).isEqualTo(new Exit.Status(0));
    }

    @Test
    void closeEndsACallUnderWay() throws Exception {
        var remote = remote();
        var pid = new ByteArrayOutputStream();
        var closing = new Kept() {
            @Override
            public void stdout(byte[] bytes, int offset, int length) {
                pid.write(bytes, offset, length);
                Thread.ofPlatform().start(remote::close);
            }
        };

        assertThatThrownBy(() -> remote.run(Command.of("echo $$; sleep 500"), closing))
                .isInstanceOfSatisfying(
                        RemoteException.class, e -> assertThat(e.reason()).isEqualTo(RemoteException.Reason.UNKNOWN));

        assertEnds(pid.toString(UTF_8).strip());
    }

    @Test
    void anInterruptEndsTheCommand() throws Exception {
        var runner = Thread.currentThread();
        var pid = new ByteArrayOutputStream();
        var interrupting = new Kept() {
            @Override
            public void stdout(byte[] bytes, int offset, int length) {
                pid.write(bytes, offset, length);
                runner.interrupt();
            }
        };

        assertThatThrownBy(() -> run(Command.of("echo $$; sleep 500"), interrupting))
                .isInstanceOf(InterruptedException.class);

        Thread.interrupted();
        assertEnds(pid.toString(UTF_8).strip());
    }

    @Test
    void aBlockedOutputHoldsTheCommandBack() throws Exception {
        var marks = new ByteArrayOutputStream();
        var release = new CountDownLatch(1);
        var blocked = new Kept() {
            @Override
            public void stdout(byte[] bytes, int offset, int length) throws IOException {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                super.stdout(bytes, offset, length);
            }
        };
        var mark = "/tmp/dt-contract-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        var flood = Thread.ofPlatform().start(() -> {
            try {
                marks.write(
                        run(Command.of("head -c 30000000 /dev/zero; echo done > " + mark), blocked)
                                        .equals(new Exit.Status(0))
                                ? 1
                                : 0);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        var early = printed(Command.of("sleep 0.5; test -e " + mark + " && echo early"));
        release.countDown();
        flood.join();
        run(Command.of("rm -f " + mark), new Kept());

        assertThat(early).isEmpty();
        assertThat(marks.toByteArray()).containsExactly(1);
        assertThat(blocked.out.size()).isEqualTo(30_000_000);
    }

    @Test
    void aCommandIsToldOfOnceAndBeforeAnythingOfIt() throws Exception {
        var told = new ArrayList<String>();
        var telling = new Kept() {
            @Override
            public void sending() {
                told.add("sending");
            }

            @Override
            public void stdout(byte[] bytes, int offset, int length) {
                told.add("printed");
            }
        };

        run(Command.of("echo one"), telling);

        assertThat(told).containsExactly("sending", "printed");
    }

    @Test
    void theEnvironmentIsSent() throws Exception {
        var command = new Command("echo \"$DT_TEST\"", Input.EMPTY, null, Map.of("DT_TEST", "a b'c"));

        assertThat(printed(command)).isEqualTo("a b'c\n");
    }

    @Test
    void everyByteGoesThroughUnchanged() throws Exception {
        var all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }

        var back = printed(new Command("cat", () -> new ByteArrayInputStream(all), null, Map.of()));

        assertThat(back.getBytes(ISO_8859_1)).isEqualTo(all);
    }

    @Test
    void aLineOf500KilobytesComesWhole() throws Exception {
        assertThat(printed(Command.of("head -c 500000 /dev/zero | tr '\\0' x; echo")))
                .hasSize(500_001);
    }

    @Test
    void oneRemoteRunsOneCommandAfterAnother() throws Exception {
        try (var remote = remote()) {
            remote.connect();
            for (int i = 0; i < 5; i++) {
                assertThat(remote.run(Command.of("exit " + i), new Kept())).isEqualTo(new Exit.Status(i));
            }
        }
    }
}
