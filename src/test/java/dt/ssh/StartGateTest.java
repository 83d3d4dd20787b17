package dt.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class StartGateTest {
    @Test
    void oneMoreThanCanBeServedWaitsUntilOneHasLeft() throws Exception {
        var gate = new StartGate(new Crowd(1, 0));
        var inside = new ArrayList<StartGate.Turn>();
        for (int i = 0; i < Crowd.MOST; i++) {
            inside.add(gate.enter(Fakes.target("127.1.0." + i, 22, null)));
        }
        var entered = new CountDownLatch(1);
        var late = Thread.ofPlatform().start(() -> {
            try (var _ = gate.enter(Fakes.target("127.1.1.1", 22, null))) {
                entered.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        while (late.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(entered.getCount()).isOne();

        inside.getFirst().close();

        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
