package dt.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> WORDS = List.of("linux", "hosts", "expand", "--fanout", "db");

    @ParameterizedTest
    @CsvSource({"linx, linux", "lniux, linux", "host, hosts", "expnad, expand", "--fanuot, --fanout", "dbb, db"})
    void aSlipOfTheFingersIsUnderstood(String typed, String meant) {
        assertThat(Nearest.to(typed, WORDS)).contains(meant);
    }

    @Test
    void aWordThatIsLikeNoneIsNotGuessed() {
        assertThat(Nearest.to("kubernetes", WORDS)).isEmpty();
    }
}
