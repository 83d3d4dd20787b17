package dt.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** "It reads supervise/status (20 bytes: TAI64N, pid, flags); daemontools' 18-byte form is read too." */
class StatusTest {
    /** 2026-11-25T22:00:00.5Z in TAI64N. */
    private static final String TIME = "400000006b075a6a1dcd6500";

    private static final Instant SINCE = Instant.parse("2026-11-25T22:00:00.500Z");
    private static final Instant NOW = SINCE.plusSeconds(300);

    private static Status parse(String flags, Instant now) throws MalformedStatusException {
        return Status.parse(HexFormat.of().parseHex(TIME + flags), now, true, null);
    }

    @Test
    void runitsTwentyBytesAreRead() throws Exception {
        assertThat(parse("67120000" + "00" + "75" + "00" + "01", NOW))
                .isEqualTo(
                        new Status(State.UP, Want.UP, 4711L, SINCE, Duration.ofSeconds(300), false, false, true, null));
    }

    @Test
    void daemontoolsEighteenBytesAreRead() throws Exception {
        assertThat(parse("67120000" + "01" + "64", NOW))
                .isEqualTo(new Status(
                        State.UP, Want.DOWN, 4711L, SINCE, Duration.ofSeconds(300), true, false, true, null));
        assertThat(parse("00000000" + "00" + "00", NOW).state()).isEqualTo(State.DOWN);
        assertThat(parse("00000000" + "00" + "00", NOW).want()).isEqualTo(Want.NONE);
    }

    /** Wanted is not done: each state, want and TERM with what is under way. */
    @ParameterizedTest
    @CsvSource({
        "00000000 00 75 00 00, START",
        "00000000 00 64 00 00, ",
        "67120000 00 75 00 01, ",
        "67120000 00 64 00 01, ",
        "67120000 00 64 01 01, STOP",
        "67120000 00 75 01 01, RESTART",
        "67120000 00 75 00 02, RESTART",
        "67120000 00 64 00 02, STOP",
    })
    void theActionPendingFollowsFromStateWantAndTerm(String flags, Action action) throws Exception {
        assertThat(parse(flags.replace(" ", ""), NOW).action().orElse(null)).isEqualTo(action);
    }

    @Test
    void aClockSetBackGivesNoNegativeUptime() throws Exception {
        assertThat(parse("6712000000750001", SINCE.minusSeconds(3600)).uptime()).isZero();
        assertThat(parse("6712000000750001", SINCE.plusSeconds(86_400)).uptime())
                .isEqualTo(Duration.ofDays(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "40",
                TIME + "67120000007500",
                TIME + "671200000075000100",
                TIME + "6712000000750003",
                "400000006b075a6a3b9aca00" + "6712000000750001",
                "ffffffffffffffff1dcd6500" + "6712000000750001"
            })
    void whatNeitherProgramWritesIsRefused(String hex) {
        assertThatThrownBy(() -> Status.parse(HexFormat.of().parseHex(hex), NOW, true, null))
                .isInstanceOf(MalformedStatusException.class)
                .hasMessageStartingWith("the status has ");
    }

    @Test
    void anyBytesAreAStatusOrRefused() {
        var random = new Random(8);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            var bytes = new byte[i % 3 == 0 ? random.nextInt(40) : i % 2 == 0 ? 18 : 20];
            random.nextBytes(bytes);
            if (bytes.length > 8) {
                // Else hardly one would have a time that can be.
                Arrays.fill(bytes, 0, 4, (byte) 0);
                bytes[0] = 0x40;
                bytes[8] &= 0x1f;
            }
            try {
                Status.parse(bytes, NOW, true, null).action();
                read++;
            } catch (MalformedStatusException refused) {
                // As it should.
            } catch (RuntimeException e) {
                fail("%s: %s", Arrays.toString(bytes), e);
            }
        }
        assertThat(read).isPositive();
    }
}
