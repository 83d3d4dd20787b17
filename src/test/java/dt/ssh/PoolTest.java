package dt.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dt.remote.RemoteException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PoolTest {
    private static final Duration KEEP = Duration.ofMinutes(5);

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final FakeLinks links = new FakeLinks();
    private final Pool pool = new Pool(links::make, () -> now, KEEP);

    private static Target host(String name) {
        return Fakes.target(name, 22, Path.of("/key"));
    }

    private Pool.Lease lease(Target target) throws Exception {
        return pool.lease(target, new CompletableFuture<>());
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void allWhoNeedTheSameHostShareOneConnection() throws Exception {
        try (var first = lease(host("a"));
                var second = lease(host("a"))) {
            assertThat(second.link()).isSameAs(first.link());
            assertThat(second.reused()).isTrue();
        }
        assertThat(links.made).hasSize(1);
    }

    @Test
    void anotherPortOrIdentityIsAnotherConnection() throws Exception {
        lease(host("a"));

        lease(Fakes.target("a", 23, Path.of("/key")));
        lease(Fakes.target("a", 22, Path.of("/other-key")));

        assertThat(links.made).hasSize(3);
    }

    @Test
    void aConnectionThatRefusesAChannelGetsASibling() throws Exception {
        lease(host("a"));
        var refused = lease(host("a"));

        refused.full();
        refused.close();

        assertThat(lease(host("a")).link()).isSameAs(links.made.get(1).result().resultNow());
        assertThat(links.made).hasSize(2);
    }

    @Test
    void aConnectionThatRefusesItsOnlyChannelIsClosed() throws Exception {
        var lease = lease(host("a"));

        lease.full();
        lease.close();

        assertThat(links.made.getFirst().closed).isTrue();
        assertThat(pool.size()).isZero();
    }

    @Test
    void aKeptConnectionGetsOneSpareChannelAndItEndsWithIt() throws Exception {
        var lease = lease(host("a"));

        lease.prepareNext();
        lease.prepareNext();
        lease.close();
        assertThat(links.made.getFirst().written).hasValue(1);
        assertThat(pool.size()).isEqualTo(1);

        pass(KEEP);
        pool.evictIdle(now);
        assertThat(links.made.getFirst().closed).isTrue();
        assertThat(pool.size()).isZero();
    }

    @Test
    void aConnectionThatNobodyWillUseAgainGetsNoSpareChannel() throws Exception {
        var retired = lease(host("a"));
        retired.retire();
        retired.prepareNext();
        var full = lease(host("b"));
        full.full();
        full.prepareNext();
        var closing = lease(host("c"));
        pool.close();
        closing.prepareNext();
        var ofOneRun = new Pool(links::make, () -> now, Duration.ZERO);
        ofOneRun.lease(host("d"), new CompletableFuture<>()).prepareNext();

        assertThat(links.made)
                .hasSize(4)
                .allSatisfy(link -> assertThat(link.written).hasValue(0));
    }

    @Test
    void aConnectionIsAskedBeforeUseOnlyAfter30SecondsOfRest() throws Exception {
        lease(host("a")).close();
        pass(Duration.ofSeconds(29));
        lease(host("a")).close();
        assertThat(links.made.getFirst().asked).isZero();

        pass(Duration.ofSeconds(30));
        lease(host("a")).close();

        assertThat(links.made.getFirst().asked).isEqualTo(1);
        assertThat(links.made).hasSize(1);
    }

    @Test
    void aConnectionThatDoesNotAnswerIsClosedAndReplaced() throws Exception {
        lease(host("a")).close();
        links.made.getFirst().answers = false;
        pass(Duration.ofSeconds(30));

        var lease = lease(host("a"));

        assertThat(lease.reused()).isFalse();
        assertThat(links.made.getFirst().closed).isTrue();
        assertThat(links.made).hasSize(2);
    }

    @Test
    void aBrokenConnectionIsNotHandedOut() throws Exception {
        lease(host("a")).close();
        links.made.getFirst().running = false;

        var lease = lease(host("a"));

        assertThat(lease.link().isOpen()).isTrue();
        assertThat(links.made).hasSize(2);
    }

    @Test
    void anUnusedConnectionIsClosedAfterItsTimeAndAUsedOneIsNot() throws Exception {
        lease(host("a")).close();
        lease(host("busy"));
        pass(Duration.ofMinutes(4));

        assertThat(pool.evictIdle(now)).isEqualTo(Duration.ofMinutes(1));
        assertThat(links.made.getFirst().closed).isFalse();
        pass(Duration.ofMinutes(1));
        pool.evictIdle(now);

        assertThat(links.made.getFirst().closed).isTrue();
        assertThat(links.made.getLast().closed).isFalse();
        assertThat(pool.size()).isEqualTo(1);
    }

    @Test
    void aRetiredConnectionServesWhoHasItAndNobodyElse() throws Exception {
        var first = lease(host("a"));
        var other = lease(host("a"));

        first.retire();
        first.close();

        assertThat(links.made.getFirst().closed).isFalse();
        lease(host("a"));
        assertThat(links.made).hasSize(2);
        other.close();
        assertThat(links.made.getFirst().closed).isTrue();
    }

    @Test
    void whoWaitsForASlowHostHoldsBackNobody() throws Exception {
        links.prompt = false;
        try (var threads = Executors.newCachedThreadPool()) {
            Future<Pool.Lease> slow = threads.submit(() -> lease(host("slow")));
            Future<Pool.Lease> quick = threads.submit(() -> lease(host("quick")));
            while (pool.size() < 2) {
                Thread.onSpinWait();
            }

            links.made.getLast().come();

            assertThat(slow.isDone() && quick.isDone()).isFalse();
            links.made.getFirst().come();
            assertThat(slow.get().link()).isNotSameAs(quick.get().link());
        }
    }

    @Test
    void whoAsksWhetherAHostIsThereHoldsBackNobody() throws Exception {
        lease(host("a")).close();
        pass(Duration.ofSeconds(30));
        var release = new CountDownLatch(1);
        links.made.getFirst().whileAsked = () -> await(release);
        try (var threads = Executors.newCachedThreadPool()) {
            Future<Pool.Lease> asking = threads.submit(() -> lease(host("a")));

            lease(host("b")).close();

            assertThat(asking).isNotDone();
            release.countDown();
            assertThat(asking.get().reused()).isTrue();
        }
    }

    @Test
    void aFailureIsToldToAllWhoWaitAndNotKept() throws Exception {
        links.prompt = false;
        try (var threads = Executors.newCachedThreadPool()) {
            Future<Pool.Lease> one = threads.submit(() -> lease(host("a")));
            while (pool.size() < 1) {
                Thread.onSpinWait();
            }
            links.made
                    .getFirst()
                    .result()
                    .completeExceptionally(new RemoteException(RemoteException.Reason.AUTH, "no key was taken"));

            assertThatThrownBy(one::get).rootCause().hasMessage("no key was taken");
        }
        assertThat(pool.size()).isZero();
    }

    @Test
    void aWaitThatIsCancelledEndsAndLeavesNoConnection() throws Exception {
        links.prompt = false;
        var cancel = new CompletableFuture<Link>();
        cancel.completeExceptionally(new RemoteException(RemoteException.Reason.CONNECT, "stopped"));

        assertThatThrownBy(() -> pool.lease(host("a"), cancel)).hasMessage("stopped");

        assertThat(links.made.getFirst().result()).isCancelled();
        assertThat(pool.size()).isZero();
    }

    @Test
    void closingThePoolClosesEverything() throws Exception {
        lease(host("a"));
        lease(host("b")).close();

        pool.close();

        assertThat(links.made).allSatisfy(link -> assertThat(link.closed).isTrue());
        assertThatThrownBy(() -> lease(host("a"))).isInstanceOf(RemoteException.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
