package dt.run;

import static org.assertj.core.api.Assertions.assertThat;

import dt.inventory.Host;
import dt.module.Outcome;
import dt.module.Result;
import dt.remote.Command;
import dt.remote.Connection;
import dt.remote.Exit;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import dt.remote.RemoteException.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** "--retry N only for what failed before the command could start (connect, key exchange, login)". */
class RetriesTest {
    @TempDir
    Path folder;

    private final ToldWaits waits = new ToldWaits();
    private final AtomicInteger connects = new AtomicInteger();
    private final AtomicInteger runs = new AtomicInteger();
    private final List<Result> results = new ArrayList<>();

    /** Fails as told, then is there. */
    private Transport failing(Reason... reasons) {
        Map<String, Iterator<Reason>> left = new HashMap<>();
        return host -> new Remote() {
            @Override
            public Connection connect() throws RemoteException {
                connects.incrementAndGet();
                var next =
                        left.computeIfAbsent(host.name(), h -> List.of(reasons).iterator());
                if (next.hasNext()) {
                    throw new RemoteException(next.next(), "no");
                }
                return new FakeJob.Reached().connect();
            }

            @Override
            public Exit run(Command command, Output output) throws RemoteException {
                runs.incrementAndGet();
                throw new RemoteException(Reason.UNKNOWN, "reset");
            }

            @Override
            public void close() {}
        };
    }

    private Outcome run(int times, Transport transport) throws InterruptedException {
        var retries = new Retries(transport, times, waits, () -> 0.25);
        var job = new FakeJob((host, remote, output) -> {
            remote.run(Command.of("date"), output);
            return new Outcome.Okay();
        });
        new FanOut(retries, Limits.DEFAULT, folder)
                .run("m", job, List.of(Host.named("a")), retries.counting(results::add));
        return results.getFirst().outcome();
    }

    @Test
    void aHostThatComesBackIsReachedAndItsAttemptCounted() throws Exception {
        assertThat(run(3, failing(Reason.CONNECT, Reason.TIMEOUT))).isEqualTo(new Outcome.Unknown("reset"));

        assertThat(results.getFirst().attempt()).isEqualTo(3);
        assertThat(runs.get()).isEqualTo(1);
    }

    @Test
    void pausesGrowAndAreJittered() throws Exception {
        run(
                7,
                failing(
                        Reason.CONNECT,
                        Reason.DNS,
                        Reason.AUTH,
                        Reason.CONNECT,
                        Reason.CONNECT,
                        Reason.CONNECT,
                        Reason.CONNECT));

        assertThat(waits.taken)
                .extracting(Duration::toMillis)
                .containsExactly(750L, 1500L, 3000L, 6000L, 12000L, 22500L, 22500L);
    }

    @Test
    void whatDoesNotComeBackIsUnreachableAfterTheLastAttempt() throws Exception {
        assertThat(run(1, failing(Reason.CONNECT, Reason.TIMEOUT, Reason.CONNECT)))
                .isEqualTo(new Outcome.Unreachable(Reason.TIMEOUT, "no"));
        assertThat(connects.get()).isEqualTo(2);
    }

    @Test
    void withoutRetryThereIsOneAttempt() throws Exception {
        run(0, failing(Reason.CONNECT));
        assertThat(connects.get()).isEqualTo(1);
        assertThat(results.getFirst().attempt()).isEqualTo(1);
    }

    @Test
    void aWrongHostKeyIsNotTriedAgain() throws Exception {
        run(5, failing(Reason.HOSTKEY));
        assertThat(connects.get()).isEqualTo(1);
    }

    @Test
    void aCommandThatStartedIsNeverRunTwice() throws Exception {
        assertThat(run(5, failing())).isEqualTo(new Outcome.Unknown("reset"));
        assertThat(runs.get()).isEqualTo(1);
        assertThat(waits.taken).isEmpty();
    }

    @Test
    void onceNoMoreHostsAreStartedNoneIsTriedAgain() throws Exception {
        waits.cut();
        assertThat(run(5, failing(Reason.CONNECT))).isEqualTo(new Outcome.Unreachable(Reason.CONNECT, "no"));
        assertThat(connects.get()).isEqualTo(1);
    }
}
