package dt.run;

import static org.assertj.core.api.Assertions.assertThat;

import dt.inventory.Host;
import dt.module.Observer;
import dt.module.Outcome;
import dt.module.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a run does with what its hosts print. */
@Timeout(20)
class OutputOfHostsTest {
    private static final Transport THERE = host -> new FakeJob.Reached();
    private static final Outcome OKAY = new Outcome.Okay();

    @TempDir
    Path folder;

    private FanOut fanOut(int window) {
        return new FanOut(THERE, Limits.DEFAULT.withFanout(window), folder);
    }

    private static List<Host> hosts(String... names) {
        return Stream.of(names).map(Host::named).toList();
    }

    @Test
    void aFullDiskFailsOneHostAndNoOther() throws Exception {
        Map<String, Outcome> outcomes = new HashMap<>();
        var limits = new Limits(2, null, 1 << 30, 0, 0, Duration.ofSeconds(5));
        var gone = folder.resolve("gone");
        var job = new FakeJob((host, remote, output) -> {
            FakeJob.print(output, host.name().equals("big") ? 1_000_000 : 10);
            return OKAY;
        });

        new FanOut(THERE, limits, gone)
                .run(
                        "m",
                        job,
                        hosts("big", "small"),
                        result -> outcomes.put(result.host().label(), result.outcome()));

        assertThat(outcomes).containsEntry("small", OKAY);
        assertThat(outcomes.get("big"))
                .isInstanceOfSatisfying(
                        Outcome.Killed.class,
                        killed -> assertThat(killed.message()).contains("free space in " + gone));
    }

    /** As lines that are shown as they come, where no journal wants them: a run may print more than there is room for. */
    @Test
    void whatNobodyReadsAfterwardsIsCountedAndNotKept() throws Exception {
        var limits = new Limits(1, null, 900_000, 0, 0, Duration.ofSeconds(5));
        var results = new ArrayList<Result>();
        var seen = new AtomicInteger();
        var job = new FakeJob((host, remote, output) -> {
            FakeJob.print(output, 1_000_000);
            return OKAY;
        });
        var observer = new Observer() {
            @Override
            public boolean wantsOutput() {
                return true;
            }

            @Override
            public boolean readsOutput() {
                return false;
            }

            @Override
            public void printed(Host host, boolean error, byte[] bytes) {
                seen.addAndGet(bytes.length);
            }

            @Override
            public void ended(Result result) {
                results.add(result);
            }
        };

        new FanOut(THERE, limits, folder.resolve("gone")).run("m", job, hosts("a"), observer);

        assertThat(seen).hasValue(1_000_000);
        assertThat(results).singleElement().satisfies(result -> {
            assertThat(result.outcome()).isEqualTo(OKAY);
            assertThat(result.output().bytes()).isEqualTo(1_000_000);
            assertThat(result.output().truncated()).isTrue();
        });
    }

    @Test
    void liveOutputOfAFloodDoesNotHoldBackAnotherHost() throws Exception {
        var seen = new HashMap<String, String>();
        var quietIsDone = new CountDownLatch(1);
        var job = new FakeJob((host, remote, output) -> {
            if (host.name().equals("quiet")) {
                FakeJob.print(output, 10);
                quietIsDone.countDown();
                return OKAY;
            }
            FakeJob.print(output, 1_000_000);
            return OKAY;
        });
        var observer = new Observer() {
            int flood;

            @Override
            public boolean wantsOutput() {
                return true;
            }

            @Override
            public void printed(Host host, boolean error, byte[] bytes) {
                try {
                    // Blocks on the flood until the quiet host is done: that one must not need the observer.
                    quietIsDone.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                flood += host.name().equals("flood") ? bytes.length : 0;
            }

            @Override
            public void ended(Result result) {
                seen.put(result.host().name(), result.outcome().toString());
            }
        };

        fanOut(2).run("m", job, hosts("flood", "quiet"), observer);

        assertThat(seen).containsOnlyKeys("flood", "quiet");
        assertThat(observer.flood).isEqualTo(1_000_000);
    }

    @Test
    void theResultSaysHowTheHostWasReachedAndKeepsItsOutputUntilItWasShown() throws Exception {
        var shown = new StringBuilder();
        var job = new FakeJob((host, remote, output) -> {
            FakeJob.print(output, 3);
            return OKAY;
        });

        fanOut(1).run("m", job, hosts("a"), result -> {
            shown.append(result.connection().took())
                    .append(' ')
                    .append(result.output().bytes());
        });

        assertThat(shown).hasToString("PT0.007S 3");
    }
}
