package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.inventory.Host;
import dt.inventory.Login;
import dt.module.Job;
import dt.module.Outcome;
import dt.remote.Command;
import dt.remote.Connection;
import dt.remote.Exit;
import dt.remote.Input;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import dt.web.Sighting;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A host whose watch ends, breaks or hangs is told as not seen, and watched again. */
@Timeout(120)
class PageWatchTest {
    private static final PageWatch.Limits SHORT = new PageWatch.Limits(
            Duration.ofMillis(300), Duration.ofSeconds(60), Duration.ofMillis(10), Duration.ofMillis(20));

    private final BlockingQueue<Sighting> told = new LinkedBlockingQueue<>();
    private final List<String> complaints = new ArrayList<>();
    private final AtomicInteger visits = new AtomicInteger();

    /** What the host does when it is visited for the nth time, the first being 1. */
    private interface Visit {
        Exit run(int visit, Output output) throws RemoteException, InterruptedException, IOException;
    }

    private PageWatch watch(Visit visit, PageWatch.Limits limits) {
        var host = new Host("web1", Login.UNSAID, Set.of(), Map.of());
        var watch = new PageWatch(List.of(host), new Services(), _ -> new Visited(visit), complaints::add, limits);
        watch.begin(told::add);
        return watch;
    }

    private Sighting next() throws InterruptedException {
        var sighting = told.poll(60, TimeUnit.SECONDS);
        assertThat(sighting).as("something is told").isNotNull();
        return sighting;
    }

    private static void print(Output output, String text) throws IOException {
        output.stdout(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, text.length());
    }

    @Test
    void eachChangeIsToldWhileTheCommandGoesOn() throws Exception {
        var over = new CountDownLatch(1);
        try (var _ = watch(
                (_, output) -> {
                    print(output, "httpd");
                    print(output, "nginx");
                    over.await();
                    return new Exit.Status(0);
                },
                PageWatch.Limits.USUAL)) {
            assertThat(next().toString()).startsWith("Seen").contains("httpd");
            assertThat(next().toString()).startsWith("Seen").contains("nginx");
            assertThat(visits).hasValue(1);
            over.countDown();
        }
    }

    @Test
    void anErrorThatNobodyThoughtOfIsToldToThePageAndTheTerminalAndTheHostIsWatchedAgain() throws Exception {
        try (var _ = watch(
                (visit, output) -> {
                    if (visit == 1) {
                        throw new StackOverflowError("too deep");
                    }
                    print(output, "httpd");
                    Thread.sleep(Duration.ofDays(1));
                    return new Exit.Status(0);
                },
                new PageWatch.Limits(Duration.ofDays(1), Duration.ofDays(1), SHORT.pause(), SHORT.longest()))) {
            assertThat(next())
                    .isEqualTo(new Sighting.Unseen("web1", "internal error: java.lang.StackOverflowError: too deep"));
            assertThat(complaints)
                    .containsExactly("internal error while web1 was watched: java.lang.StackOverflowError: too deep");
            assertThat(next()).isInstanceOf(Sighting.Seen.class);
        }
    }

    @Test
    void aHostOfWhichNothingIsHeardIsToldAndLetGo() throws Exception {
        var interrupted = new CountDownLatch(1);
        try (var _ = watch(
                (visit, output) -> {
                    print(output, visit == 1 ? "httpd" : "nginx");
                    try {
                        Thread.sleep(Duration.ofDays(1));
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                    return new Exit.Status(0);
                },
                SHORT)) {
            assertThat(next()).isInstanceOf(Sighting.Seen.class);
            assertThat(next().toString()).startsWith("Unseen").contains("unreachable: nothing was heard of it");
            assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
            while (!next().toString().contains("nginx")) {}
        }
    }

    @Test
    void oneThatBeatsIsNotSilent() throws Exception {
        var beats = new CountDownLatch(20);
        try (var _ = watch(
                (_, output) -> {
                    print(output, "httpd");
                    for (; beats.getCount() > 0; beats.countDown()) {
                        TimeUnit.MILLISECONDS.sleep(50);
                        output.stdout(new byte[] {0}, 0, 1);
                    }
                    Thread.sleep(Duration.ofDays(1));
                    return new Exit.Status(0);
                },
                new PageWatch.Limits(Duration.ofSeconds(30), SHORT.begin(), SHORT.pause(), SHORT.longest()))) {
            assertThat(beats.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(next()).isInstanceOf(Sighting.Seen.class);
            assertThat(told).isEmpty();
        }
    }

    @Test
    void whyAHostIsNotReachedIsToldAsOftenAsItIsTried() throws Exception {
        try (var _ = watch(
                (visit, _) -> {
                    throw new RemoteException(RemoteException.Reason.CONNECT, "connection refused " + visit);
                },
                SHORT)) {
            assertThat(next()).isEqualTo(new Sighting.Unseen("web1", "unreachable: connection refused 1"));
            assertThat(next()).isEqualTo(new Sighting.Unseen("web1", "unreachable: connection refused 2"));
        }
    }

    private final class Visited implements Remote {
        private final Visit visit;

        Visited(Visit visit) {
            this.visit = visit;
        }

        @Override
        public Connection connect() {
            throw new AssertionError("nobody asks for that");
        }

        @Override
        public Exit run(Command command, Output output) throws RemoteException, InterruptedException {
            try {
                return visit.run(visits.incrementAndGet(), output);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() {}
    }

    /** The host has the service whose name it prints. */
    private static final class Services implements Job {
        private volatile Map<String, Object> facts = Map.of();

        @Override
        public Outcome on(Host host, Remote remote, Output output) throws RemoteException, InterruptedException {
            return Outcome.of(remote.run(new Command("watch", Input.EMPTY, null, Map.of()), new Output() {
                @Override
                public void stdout(byte[] bytes, int offset, int length) {
                    var name = new String(bytes, offset, length, java.nio.charset.StandardCharsets.US_ASCII);
                    if (name.length() > 1) {
                        facts = Map.of("services", List.of(Map.of("name", name, "state", "run")));
                    }
                }

                @Override
                public void stderr(byte[] bytes, int offset, int length) {}
            }));
        }

        @Override
        public Map<String, Object> facts(Host host) {
            return facts;
        }

        @Override
        public String plan(Host host) {
            return "watch";
        }
    }
}
