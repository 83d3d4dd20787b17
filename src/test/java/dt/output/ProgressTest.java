package dt.output;

import static org.assertj.core.api.Assertions.assertThat;

import dt.inventory.Host;
import dt.inventory.Login;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** "a progress line on stderr (done/failed/running, the slowest hosts by name) appears when a run lasts longer than a second" */
class ProgressTest {
    private final Progress progress = new Progress(5, 80, at(0));

    @Test
    void aShortRunShowsNothing() {
        progress.started(Host.named("a"), at(0));

        assertThat(progress.tick(at(999))).isEmpty();
        assertThat(progress.erase()).isEmpty();
    }

    @Test
    void itCountsAndNamesTheSlowestThree() {
        for (var name : new String[] {"a", "b", "c", "d", "e"}) {
            progress.started(Host.named(name), at(name.charAt(0) == 'a' ? 0 : 1000));
        }
        progress.ended(Host.named("b"), false);

        assertThat(progress.tick(at(3500))).isEqualTo("\r\033[K1/5 done, 1 failed, 4 running: a 3s, c 2s, d 2s");
    }

    @Test
    void bytesOfFilesAreShownWithTheirRate() {
        progress.started(Host.named("a"), at(0));
        progress.moved(12_345_678);

        assertThat(progress.tick(at(2000)))
                .isEqualTo("\r\033[K0/5 done, 0 failed, 1 running, 12.3 MB at 6.2 MB/s: a 2s");
    }

    @Test
    void itIsDrawnTenTimesASecondAtMost() {
        long drawn = 0;
        for (int ms = 1000; ms < 2000; ms++) {
            drawn += progress.tick(at(ms)).isEmpty() ? 0 : 1;
        }

        assertThat(drawn).isEqualTo(10);
    }

    @Test
    void aClockSetBackDoesNotStopIt() {
        progress.tick(at(60_000));

        assertThat(progress.tick(at(30_000))).isNotEmpty();
    }

    @Test
    void itIsErasedOnceAndComesBack() {
        progress.tick(at(1000));

        assertThat(progress.erase()).isEqualTo("\r\033[K");
        assertThat(progress.erase()).isEmpty();
        assertThat(progress.tick(at(1100))).isEqualTo("\r\033[K0/5 done, 0 failed, 0 running");
    }

    @Property(tries = 300)
    void itNeverLeavesItsLine(@ForAll @IntRange(min = 1, max = 200) int width, @ForAll String label) {
        var line = new Progress(1, width, at(0));
        line.started(Host.named("x").as(label, Login.UNSAID), at(0));

        var drawn = line.tick(at(1000));

        assertThat(drawn).startsWith("\r\033[K");
        assertThat(drawn.substring(4)).hasSizeLessThan(width).matches("[ -~]*");
    }

    private static Instant at(long ms) {
        return Instant.EPOCH.plusMillis(ms);
    }
}
