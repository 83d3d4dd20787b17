package dt.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTest {
    private static boolean isPlain(byte b, char also) {
        return b >= ' ' && b < 0x7f && b != '\\' && b != also;
    }

    @ParameterizedTest
    @ValueSource(chars = {'"', '\\'})
    void everyByteAtEveryPlaceIsSeenAndNoOther(char also) {
        var plain = new Plain(also);
        for (int place = 0; place < 20; place++) {
            for (int value = 0; value < 256; value++) {
                var bytes = "Words of a host, 20+".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
                bytes[place] = (byte) value;

                assertThat(plain.until(Plain.words(bytes), 0, bytes.length))
                        .as("%d at %d", value, place)
                        .isEqualTo(isPlain((byte) value, also) ? bytes.length : place);
            }
        }
    }

    @Test
    void neighboursDoNotHideAByte() {
        var random = new Random(20_261_126);
        var plain = new Plain('"');
        for (int i = 0; i < 20_000; i++) {
            var bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            int from = random.nextInt(bytes.length + 1);
            int end = from + random.nextInt(bytes.length - from + 1);
            int expected = from;
            while (expected < end && isPlain(bytes[expected], '"')) {
                expected++;
            }

            assertThat(plain.until(Plain.words(bytes), from, end)).isEqualTo(expected);
        }
    }
}
