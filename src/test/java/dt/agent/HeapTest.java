package dt.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapTest {
    private static final long MB = 1 << 20;

    private long used;
    private long needed;
    private int collections;
    private final Heap heap = new Heap(() -> used, () -> {
        collections++;
        used = needed;
    });

    @Test
    void whatIsNeededIsNotCollectedAgainAndAgain() {
        needed = 300 * MB;
        for (int i = 0; i < 100; i++) {
            used = 310 * MB;
            heap.tidy();
        }

        assertThat(collections).isEqualTo(1);
    }

    @Test
    void memoryStaysNearToWhatIsNeededWhateverIsThrownAway() {
        needed = 300 * MB;
        used = 300 * MB;
        for (int i = 0; i < 1000; i++) {
            used += 7 * MB;
            heap.tidy();
            assertThat(used).isLessThan(440 * MB);
        }

        assertThat(collections).isBetween(10, 100);
    }
}
