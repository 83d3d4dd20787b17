package dt.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.SocketChannel;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class DeskTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final Desk desk = new Desk(NOON);
    private Session session;

    @BeforeEach
    void open() throws Exception {
        session = new Session(SocketChannel.open());
    }

    @Test
    void aRetiredAgentStillServesWhoHadCome() throws Exception {
        desk.enter(session);
        desk.retire("of age");

        assertThat(desk.enter(new Session(SocketChannel.open()))).isTrue();
    }

    @Test
    void whoComesAfterTheEndIsNotServed() throws Exception {
        desk.retire("of age");
        desk.await();

        assertThat(desk.enter(session)).isFalse();
    }

    @Test
    void itDoesNotGoIdleUnderACall() {
        desk.enter(session);
        assertThat(desk.retireIfIdle("no call")).isFalse();

        desk.leave(session, NOON.plusSeconds(5));
        assertThat(desk.idleSince()).isEqualTo(NOON.plusSeconds(5));
        assertThat(desk.retireIfIdle("no call")).isTrue();
    }

    @Test
    void theFirstReasonCounts() {
        assertThat(desk.retire("stopped")).isTrue();
        assertThat(desk.retire("of age")).isFalse();
        assertThat(desk.retired()).contains("stopped");
    }
}
