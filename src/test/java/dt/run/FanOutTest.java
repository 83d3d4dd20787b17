package dt.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dt.inventory.Host;
import dt.module.Observer;
import dt.module.Outcome;
import dt.module.Result;
import dt.remote.Command;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import dt.remote.RemoteException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class FanOutTest {
    private static final Transport THERE = host -> new FakeJob.Reached();
    private static final Outcome OKAY = new Outcome.Okay();

    @TempDir
    Path folder;

    private final Map<String, Outcome> outcomes = new HashMap<>();
    private final Observer notes = this::note;

    private void note(Result result) {
        assertThat(outcomes.put(result.host().label(), result.outcome())).isNull();
    }

    private FanOut fanOut(int window) {
        return new FanOut(THERE, Limits.DEFAULT.withFanout(window), folder);
    }

    private static List<Host> hosts(String... names) {
        return Stream.of(names).map(Host::named).toList();
    }

    private static List<Host> hosts(int count) {
        return IntStream.range(0, count).mapToObj(i -> Host.named("h" + i)).toList();
    }

    @Test
    void aSlowHostHoldsBackNoOther() throws Exception {
        var othersAreDone = new CountDownLatch(3);
        var order = new ArrayList<String>();
        var job = new FakeJob((host, remote, output) -> {
            if (host.name().equals("slow")) {
                othersAreDone.await();
            }
            return OKAY;
        });

        fanOut(2).run("m", job, hosts("slow", "a", "b", "c"), result -> {
            order.add(result.host().name());
            othersAreDone.countDown();
        });

        assertThat(order).containsExactly("a", "b", "c", "slow");
    }

    @Test
    void theWindowIsUsedInFullAndNeverExceeded() throws Exception {
        var all = new CyclicBarrier(4);
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        var job = new FakeJob((host, remote, output) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            try {
                // Three at once would wait here for ever.
                all.await();
            } catch (java.util.concurrent.BrokenBarrierException e) {
                throw new IllegalStateException(e);
            }
            now.decrementAndGet();
            return OKAY;
        });

        var summary = fanOut(4).run("m", job, hosts(40), notes);

        assertThat(summary.okay()).isEqualTo(40);
        assertThat(most.get()).isEqualTo(4);
    }

    @Test
    void failuresAreToldApart() throws Exception {
        var job = new FakeJob((host, remote, output) -> switch (host.name()) {
            case "refused" -> throw new RemoteException(Reason.AUTH, "no key was accepted");
            case "lost" -> throw new RemoteException(Reason.UNKNOWN, "reset");
            case "deep" -> throw new StackOverflowError();
            case "big" -> throw new OutOfMemoryError();
            case "link" -> throw new NoClassDefFoundError();
            case "null" -> null;
            default -> new Outcome.Failed(3);
        });

        var summary = fanOut(2).run("m", job, hosts("refused", "lost", "deep", "big", "link", "null", "x"), notes);

        assertThat(outcomes)
                .containsEntry("refused", new Outcome.Unreachable(Reason.AUTH, "no key was accepted"))
                .containsEntry("lost", new Outcome.Unknown("reset"))
                .containsEntry("x", new Outcome.Failed(3));
        assertThat(List.of("deep", "big", "link", "null"))
                .allSatisfy(h -> assertThat(outcomes.get(h)).isInstanceOf(Outcome.Broken.class));
        assertThat(summary.after(Duration.ZERO)).isEqualTo(new Summary(0, 5, 1, 1, 0, Duration.ZERO));
    }

    @Test
    void aRunTimeoutKillsWhoIsUnderWayAndSkipsTheRest() throws Exception {
        var limits = Limits.DEFAULT.withFanout(1).withRun(Duration.ofMillis(50));
        var job = new FakeJob((host, remote, output) -> {
            remote.run(Command.of("sleep 1000"), output);
            return OKAY;
        });

        new FanOut(THERE, limits, folder).run("m", job, hosts("a", "b"), notes);

        assertThat(outcomes)
                .containsEntry("a", new Outcome.Killed("the run timed out after 50ms"))
                .containsEntry("b", new Outcome.Skipped("the run timed out after 50ms"));
    }

    @Test
    void noNewHostsStartOnceStoppedAndThoseUnderWayFinish() throws Exception {
        var run = fanOut(1);
        var job = new FakeJob((host, remote, output) -> {
            assertThat(run.running()).containsExactly(host);
            run.stopStarting("Ctrl-C");
            return OKAY;
        });

        var summary = run.run("m", job, hosts("a", "b", "c"), notes);

        assertThat(outcomes)
                .containsEntry("a", OKAY)
                .containsEntry("b", new Outcome.Skipped("Ctrl-C"))
                .containsEntry("c", new Outcome.Skipped("Ctrl-C"));
        assertThat(summary.isOkay()).isFalse();
    }

    @Test
    void aHostThatDoesNotEndIsGivenUpAsUnconfirmed() throws Exception {
        var limits = Limits.DEFAULT.withGrace(Duration.ofMillis(50));
        var run = new FanOut(THERE, limits, folder);
        var release = new CountDownLatch(1);
        var job = new FakeJob((host, remote, output) -> {
            run.endRunning("Ctrl-C");
            while (release.getCount() > 0) {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    continue;
                }
            }
            return OKAY;
        });

        run.run("m", job, hosts("deaf"), notes);
        release.countDown();

        assertThat(outcomes).containsEntry("deaf", new Outcome.Killed("Ctrl-C; kill unconfirmed"));
    }

    @Test
    void aCommandThatWasNotSeenToEndIsUnconfirmed() throws Exception {
        var run = fanOut(1);
        var job = new FakeJob((host, remote, output) -> {
            run.endRunning("Ctrl-C");
            throw RemoteException.unconfirmed("the command was told to end");
        });

        run.run("m", job, hosts("deaf"), notes);

        assertThat(outcomes).containsEntry("deaf", new Outcome.Killed("Ctrl-C; kill unconfirmed"));
    }

    @Test
    void anObserverThatThrowsLeavesNothingRunning() {
        var closed = new AtomicInteger();
        Transport counting = host -> {
            var inner = new FakeJob.Reached();
            return new Closing(inner, closed);
        };
        var job = new FakeJob((host, remote, output) -> {
            if (host.name().equals("b")) {
                remote.run(Command.of("sleep 1000"), output);
            }
            return OKAY;
        });
        var run = new FanOut(counting, Limits.DEFAULT.withFanout(2), folder);

        assertThatThrownBy(() -> run.run("m", job, hosts("a", "b"), result -> {
                    throw new IllegalStateException("the pipe is gone");
                }))
                .hasMessage("the pipe is gone");

        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(t -> t.isAlive() && t.getName().startsWith("dt-host-"));
        assertThat(closed.get()).isGreaterThanOrEqualTo(1);
    }

    /** The journal comes before whatever prints: it is to know of every host also when nobody reads any more. */
    @Test
    void anObserverThatThrowsIsToldOfEveryHost() {
        var told = new ArrayList<String>();
        var job = new FakeJob((host, remote, output) -> {
            if (host.name().equals("b")) {
                remote.run(Command.of("sleep 1000"), output);
            }
            return OKAY;
        });
        var run = new FanOut(THERE, Limits.DEFAULT.withFanout(2), folder);

        assertThatThrownBy(() -> run.run("m", job, hosts("a", "b", "c"), result -> {
                    told.add(result.host().name() + result.outcome().isOkay());
                    throw new IllegalStateException("the pipe is gone after " + told.size());
                }))
                .hasMessage("the pipe is gone after 1");

        assertThat(told).hasSize(3).contains("atrue", "bfalse");
    }

    private record Closing(FakeJob.Reached inner, AtomicInteger closed) implements Remote {
        @Override
        public dt.remote.Connection connect() {
            return inner.connect();
        }

        @Override
        public dt.remote.Exit run(Command command, Output output) throws RemoteException, InterruptedException {
            return inner.run(command, output);
        }

        @Override
        public void close() {
            closed.incrementAndGet();
            inner.close();
        }
    }

    @Test
    void tenThousandHostsAreQuick() throws Exception {
        var line = "x".repeat(30).getBytes(UTF_8);
        var job = new FakeJob((host, remote, output) -> {
            try {
                output.stdout(line, 0, line.length);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return OKAY;
        });

        var summary = fanOut(128).run("m", job, hosts(10_000), notes);

        assertThat(summary.okay()).isEqualTo(10_000);
        assertThat(summary.elapsed()).isLessThan(Duration.ofSeconds(10));
    }

    @Property(tries = 100)
    void whateverHostsDoEachEndsInExactlyOneResult(
            @ForAll @Size(max = 30) List<@IntRange(max = 6) Integer> deeds,
            @ForAll @IntRange(min = 1, max = 8) int window)
            throws Exception {
        var ended = new HashMap<String, Integer>();
        var hosts = hosts(deeds.size());
        var run = new FanOut(THERE, Limits.DEFAULT.withFanout(window), Path.of("/nonexistent"));
        var job = new FakeJob((host, remote, output) -> switch (deeds.get(
                Integer.parseInt(host.name().substring(1)))) {
            case 0 -> throw new RemoteException(Reason.UNKNOWN, "lost");
            case 1 -> throw new IllegalStateException("bug");
            case 2 -> throw new AssertionError("bug");
            case 3 -> {
                run.endRunning("enough");
                remote.run(Command.of("sleep 1000"), output);
                yield OKAY;
            }
            case 4 -> {
                run.stopStarting("enough");
                yield OKAY;
            }
            case 5 -> {
                FakeJob.print(output, 1000);
                yield new Outcome.Failed(1);
            }
            default -> OKAY;
        });

        var summary = run.run("m", job, hosts, r -> ended.merge(r.host().name(), 1, Integer::sum));

        assertThat(ended)
                .hasSize(deeds.size())
                .allSatisfy((h, times) -> assertThat(times).isEqualTo(1));
        assertThat(summary.hosts()).isEqualTo(deeds.size());
    }
}
