package dt.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpiryTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final List<Expiry> RULES = List.of(new Expiry.Idle(Duration.ofMinutes(30)), new Expiry.Unlisted());

    @Test
    void nobodyCallingForHalfAnHourEndsIt() {
        var due = Expiry.first(RULES, new Expiry.Life(NOON.plusSeconds(10), 0, NOON, true))
                .orElseThrow();

        assertThat(due).isEqualTo(new Expiry.Due(NOON.plusSeconds(1800), "no call for 1800 s"));
        assertThat(due.isOver(NOON.plusSeconds(1799))).isFalse();
        assertThat(due.isOver(NOON.plusSeconds(1800))).isTrue();
    }

    @Test
    void aCallUnderWayKeepsItHoweverLongItTakes() {
        assertThat(Expiry.first(RULES, new Expiry.Life(NOON.plusSeconds(99_999), 1, NOON, true)))
                .isEmpty();
    }

    @Test
    void anAgentThatNobodyFindsEndsAtOnce() {
        var due = Expiry.first(RULES, new Expiry.Life(NOON, 1, NOON, false)).orElseThrow();

        assertThat(due).isEqualTo(new Expiry.Due(NOON, "its socket was removed or replaced"));
    }
}
