package dt.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CrowdTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration SLOW = Duration.ofSeconds(3);
    private static final Duration QUICK = Duration.ofMillis(100);

    private static void logins(Crowd crowd, int count, Duration took) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            crowd.enter();
            crowd.leave(took, LIMIT);
        }
    }

    @Test
    void anIdleMachineBeginsWithAllAndABusyOneWithAsManyAsItsProcessorsServe() {
        assertThat(new Crowd(2, 0.5).size()).isEqualTo(Crowd.MOST);
        assertThat(new Crowd(2, 24).size()).isEqualTo(32);
        assertThat(new Crowd(16, 24).size()).isEqualTo(Crowd.MOST);
    }

    @Test
    void slowLoginsLowerTheNumberAndQuickOnesRaiseItAgain() throws Exception {
        var crowd = new Crowd(2, 0);
        logins(crowd, 40, SLOW);
        assertThat(crowd.size()).isEqualTo(Crowd.MOST - 40);

        logins(crowd, 500, SLOW);
        assertThat(crowd.size()).isEqualTo(32);

        logins(crowd, 500, QUICK);
        assertThat(crowd.size()).isEqualTo(Crowd.MOST);
    }

    @Test
    void loginsThatAreNeitherSlowNorQuickAndThoseThatFailChangeNothing() throws Exception {
        var crowd = new Crowd(2, 24);

        logins(crowd, 50, Duration.ofSeconds(2));
        for (int i = 0; i < 50; i++) {
            crowd.enter();
            crowd.leave();
        }

        assertThat(crowd.size()).isEqualTo(32);
    }

    @Test
    void asManyAsItSaysGetInAndNoMore() throws Exception {
        var crowd = new Crowd(2, 24);
        logins(crowd, 3, QUICK);
        for (int i = 0; i < 35; i++) {
            crowd.enter();
        }

        var late = Thread.ofPlatform().start(() -> {
            try {
                crowd.enter();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        while (late.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        crowd.leave();
        late.join(Duration.ofSeconds(10));

        assertThat(late.isAlive()).isFalse();
    }
}
