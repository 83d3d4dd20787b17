package dt.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dt.inventory.Host;
import dt.module.Outcome;
import dt.remote.Command;
import dt.remote.RemoteException;
import dt.remote.RemoteException.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BatchedRunTest {
    private static final Path FOLDER = Path.of("/nonexistent");
    private static final Outcome OKAY = new Outcome.Okay();

    private final Map<String, Outcome> outcomes = new HashMap<>();
    private final List<String> order = new ArrayList<>();
    private final ToldWaits waits = new ToldWaits();

    private static List<Host> hosts(int count) {
        return IntStream.range(0, count).mapToObj(i -> Host.named("h" + i)).toList();
    }

    private BatchedRun course(int fanout, String batches, Between between, String maxFail) {
        var limit = maxFail == null ? null : FailureLimit.parse(maxFail);
        var course = new Course(Batches.parse(batches), between, limit);
        return new BatchedRun(h -> new FakeJob.Reached(), Limits.DEFAULT.withFanout(fanout), FOLDER, course, waits);
    }

    private Summary run(BatchedRun run, int hosts, FakeJob.Work work) throws InterruptedException {
        return run.run("m", new FakeJob(work), hosts(hosts), result -> {
            order.add(result.host().name());
            assertThat(outcomes.put(result.host().name(), result.outcome())).isNull();
        });
    }

    @Test
    void batchesAreCutAsAnsiblesSerial() {
        assertThat(Batches.parse("1,10,25%,100%").cut(hosts(100)))
                .extracting(List::size)
                .containsExactly(1, 10, 25, 64);
        assertThat(Batches.parse("3").cut(hosts(8))).extracting(List::size).containsExactly(3, 3, 2);
        assertThat(Batches.parse("10%").cut(hosts(3))).extracting(List::size).containsExactly(1, 1, 1);
        assertThat(Batches.ALL.cut(hosts(5))).extracting(List::size).containsExactly(5);
        assertThat(Batches.ALL.cut(hosts(0))).isEmpty();
        for (var wrong : List.of("", "0", "0%", "101%", "1,,2", "x", "-1")) {
            assertThatThrownBy(() -> Batches.parse(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aBatchIsDoneBeforeTheNextBegins() throws Exception {
        var steps = new ArrayList<Integer>();
        var summary = run(
                course(
                        8,
                        "1,3",
                        (soFar, next, w) -> {
                            steps.add(soFar.hosts());
                            return Optional.empty();
                        },
                        null),
                8,
                (host, remote, output) -> OKAY);

        assertThat(steps).containsExactly(1, 4, 7);
        assertThat(order.getFirst()).isEqualTo("h0");
        assertThat(order.subList(1, 4)).containsExactlyInAnyOrder("h1", "h2", "h3");
        assertThat(summary.okay()).isEqualTo(8);
    }

    @Test
    void aPauseIsTakenBetweenBatchesOnly() throws Exception {
        Between pause = (soFar, next, w) -> w.take(Duration.ofSeconds(30)) ? Optional.empty() : Optional.of("cut");

        run(course(8, "1,3", pause, null), 8, (host, remote, output) -> OKAY);

        assertThat(waits.taken).containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(30));
    }

    @Test
    void whoSaysNoBetweenTwoBatchesSkipsTheRest() throws Exception {
        var summary = run(
                course(8, "2", (soFar, next, w) -> soFar.hosts() < 4 ? Optional.empty() : Optional.of("no"), null),
                8,
                (host, remote, output) -> OKAY);

        assertThat(summary.okay()).isEqualTo(4);
        assertThat(summary.skipped()).isEqualTo(4);
        assertThat(outcomes.get("h7")).isEqualTo(new Outcome.Skipped("no"));
    }

    @Test
    void maxFailCountsOverTheWholeRunAndTheRestIsSkipped() throws Exception {
        var run = course(1, "2", Between.NOTHING, "3");

        // One of each batch of two fails: no batch has three failures, the run has.
        var summary = run(run, 20, (host, remote, output) -> switch (host.name()) {
            case "h1" -> new Outcome.Failed(1);
            case "h3" -> throw new RemoteException(Reason.CONNECT, "refused");
            case "h5" -> throw new RemoteException(Reason.UNKNOWN, "lost");
            default -> OKAY;
        });

        assertThat(run.isLimitReached()).isTrue();
        assertThat(summary.after(Duration.ZERO)).isEqualTo(new Summary(3, 1, 1, 1, 14, Duration.ZERO));
        assertThat(outcomes.get("h6")).isEqualTo(new Outcome.Skipped("3 hosts failed, and --max-fail is 3"));
    }

    @Test
    void aPercentageIsOfTheHostsThatFinishedInTheWholeRun() throws Exception {
        var run = course(1, "10", Between.NOTHING, "25%");

        // h9: 1 of 10. h10 2 of 11, h11 3 of 12: a quarter, though half of the hosts are still to come.
        run(
                run,
                24,
                (host, remote, output) ->
                        Integer.parseInt(host.name().substring(1)) >= 9 ? new Outcome.Failed(1) : OKAY);

        assertThat(run.isLimitReached()).isTrue();
        assertThat(outcomes.get("h11")).isEqualTo(new Outcome.Failed(1));
        assertThat(outcomes.get("h12")).isInstanceOf(Outcome.Skipped.class);
    }

    @Test
    void onceTheLimitIsReachedNotOneMoreHostBegins() throws Exception {
        for (int i = 0; i < 200; i++) {
            outcomes.clear();
            run(course(1, "100%", Between.NOTHING, "2"), 9, (host, remote, output) -> new Outcome.Failed(1));

            assertThat(outcomes.values())
                    .filteredOn(Outcome.Failed.class::isInstance)
                    .hasSize(2);
        }
    }

    @Test
    void theFirstToFailInAWideWindowIsNoHundredPercent() {
        var quarter = FailureLimit.parse("25%");

        assertThat(quarter.isReached(1, 100)).isFalse();
        assertThat(quarter.isReached(25, 100)).isTrue();
        assertThat(quarter.isReached(1, 1)).isTrue();
        assertThat(FailureLimit.parse("3").isReached(2, 2)).isFalse();
        for (var wrong : List.of("", "0", "0%", "101%", "x")) {
            assertThatThrownBy(() -> FailureLimit.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void whoeverIsUnderWayWhenTheLimitIsReachedFinishes() throws Exception {
        var run = course(2, "100%", Between.NOTHING, "1");
        var reached = new java.util.concurrent.CountDownLatch(1);

        run.run(
                "m",
                new FakeJob((host, remote, output) -> {
                    if (host.name().equals("h0")) {
                        reached.await();
                        return OKAY;
                    }
                    return new Outcome.Failed(1);
                }),
                hosts(9),
                result -> {
                    outcomes.put(result.host().name(), result.outcome());
                    if (result.outcome() instanceof Outcome.Skipped) {
                        reached.countDown();
                    }
                });

        assertThat(outcomes).hasSize(9).containsEntry("h0", OKAY);
    }

    @Test
    void theLimitOfTheWholeRunHoldsAcrossBatches() throws Exception {
        var course = new Course(Batches.parse("1"), Between.NOTHING, null);
        var run = new BatchedRun(
                h -> new FakeJob.Reached(),
                Limits.DEFAULT.withRun(Duration.ofMillis(1500)),
                FOLDER,
                course,
                Waits.real());

        run(run, 3, (host, remote, output) -> {
            if (host.name().equals("h1")) {
                remote.run(Command.of("sleep 1000"), output);
            }
            return OKAY;
        });

        assertThat(outcomes)
                .containsEntry("h0", OKAY)
                .containsEntry("h1", new Outcome.Killed("the run timed out after 1500ms"))
                .containsEntry("h2", new Outcome.Skipped("the run timed out after 1500ms"));
    }

    @Test
    void endingARunCutsItsPauseShort() throws Exception {
        var real = Waits.real();
        var run = new BatchedRun(
                h -> new FakeJob.Reached(),
                Limits.DEFAULT,
                FOLDER,
                new Course(
                        Batches.parse("1"),
                        (soFar, next, w) -> w.take(Duration.ofHours(1)) ? Optional.empty() : Optional.of("cut"),
                        null),
                real);

        run.run("m", new FakeJob((host, remote, output) -> OKAY), hosts(3), result -> {
            outcomes.put(result.host().name(), result.outcome());
            run.endRunning("Ctrl-C");
        });

        assertThat(outcomes).containsEntry("h1", new Outcome.Skipped("Ctrl-C")).hasSize(3);
    }

    @Test
    void aHostThatIsTwiceInARunIsABug() {
        var twice = List.of(Host.named("a"), Host.named("a"));

        assertThatThrownBy(() -> course(1, "1", Between.NOTHING, null)
                        .run("m", new FakeJob((host, remote, output) -> OKAY), twice, r -> {}))
                .isInstanceOf(IllegalStateException.class);
    }

    @Property(tries = 200)
    void nHostsInNResultsOutWhateverHappens(
            @ForAll @Size(max = 40) List<@IntRange(max = 5) Integer> deeds,
            @ForAll @IntRange(min = 1, max = 6) int window,
            @ForAll @IntRange(min = 1, max = 9) int batch,
            @ForAll @IntRange(min = 1, max = 9) int maxFail)
            throws Exception {
        outcomes.clear();
        var run = course(window, batch + ",30%", Between.NOTHING, String.valueOf(maxFail));

        var summary = run(run, deeds.size(), (host, remote, output) -> switch (deeds.get(
                Integer.parseInt(host.name().substring(1)))) {
            case 0 -> throw new RemoteException(Reason.CONNECT, "refused");
            case 1 -> throw new IllegalStateException("bug");
            case 2 -> {
                run.stopStarting("enough");
                yield OKAY;
            }
            case 3 -> {
                run.endRunning("enough");
                yield new Outcome.Failed(1);
            }
            default -> OKAY;
        });

        assertThat(outcomes).hasSize(deeds.size());
        assertThat(summary.hosts()).isEqualTo(deeds.size());
    }
}
