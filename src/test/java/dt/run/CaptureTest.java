package dt.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dt.remote.Output;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureTest {
    /** Both streams as one, each byte of standard error marked. */
    private static final class Seen implements Output {
        private final ByteArrayOutputStream all = new ByteArrayOutputStream();

        @Override
        public void stdout(byte[] bytes, int offset, int length) {
            for (int i = 0; i < length; i++) {
                all.write('o');
                all.write(bytes[offset + i]);
            }
        }

        @Override
        public void stderr(byte[] bytes, int offset, int length) {
            for (int i = 0; i < length; i++) {
                all.write('e');
                all.write(bytes[offset + i]);
            }
        }
    }

    private static Limits limits(long maxOutput, long hostMemory) {
        return new Limits(1, null, maxOutput, hostMemory, 10 << 20, Duration.ofSeconds(1));
    }

    @Property(tries = 60)
    void whatWasPrintedComesBackInOrderFromMemoryAndFile(
            @ForAll @Size(max = 40) List<@IntRange(max = 30_000) Integer> sizes, @ForAll long seed) throws Exception {
        var random = new Random(seed);
        var expected = new Seen();
        var folder = Files.createTempDirectory("capture");
        var memory = new Memory(10 << 20);
        try (var spill = new Spill(folder);
                var capture = new Capture(limits(1 << 30, 128 << 10), memory, spill)) {
            for (int size : sizes) {
                var bytes = new byte[size + 2];
                random.nextBytes(bytes);
                for (var output : List.of(capture, expected)) {
                    if (size % 2 == 0) {
                        output.stdout(bytes, 1, size);
                    } else {
                        output.stderr(bytes, 1, size);
                    }
                }
            }
            capture.finish();

            for (int again = 0; again < 2; again++) {
                var seen = new Seen();
                capture.replay(seen);
                assertThat(seen.all.toByteArray()).isEqualTo(expected.all.toByteArray());
            }
            try (var files = Files.list(folder)) {
                assertThat(files).isEmpty();
            }
        } finally {
            Files.delete(folder);
        }
        assertThat(memory.left()).isEqualTo(10 << 20);
    }

    @Test
    void maxOutputCutsAndStillCounts(@TempDir Path folder) throws Exception {
        try (var spill = new Spill(folder);
                var capture = new Capture(limits(5, 100), new Memory(100), spill)) {
            capture.stdout("abc".getBytes(UTF_8), 0, 3);
            capture.stderr("defg".getBytes(UTF_8), 0, 4);
            capture.stdout("h".getBytes(UTF_8), 0, 1);

            var seen = new Seen();
            capture.replay(seen);
            assertThat(seen.all.toString(UTF_8)).isEqualTo("oaobocedee");
            assertThat(capture.truncated()).isTrue();
            assertThat(capture.bytes()).isEqualTo(8);
        }
    }

    @Test
    void aThousandFinishedFloodsWaitInBoundedMemory(@TempDir Path folder) throws Exception {
        var memory = new Memory(4 << 20);
        try (var spill = new Spill(folder)) {
            var captures = IntStream.range(0, 1000)
                    .mapToObj(i -> new Capture(limits(1 << 20, 1 << 20), memory, spill))
                    .toList();
            for (var capture : captures) {
                capture.stdout(new byte[100_000], 0, 100_000);
                capture.finish();
            }

            assertThat(memory.left()).isBetween(0L, 64L << 10);
            for (var capture : captures) {
                var size = new int[1];
                capture.replay(new Counting(size));
                assertThat(size[0]).isEqualTo(100_000);
                capture.close();
            }
            assertThat(memory.left()).isEqualTo(4 << 20);
        }
    }

    private record Counting(int[] size) implements Output {
        @Override
        public void stdout(byte[] bytes, int offset, int length) {
            size[0] += length;
        }

        @Override
        public void stderr(byte[] bytes, int offset, int length) {}
    }
}
