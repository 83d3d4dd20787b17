package dt.module.scp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** "file changing while sent": what was half read is never followed by the script that would put it in its place. */
class FileStreamTest {
    private static final int SIZE = 100_000;

    @TempDir
    Path folder;

    private final AtomicLong moved = new AtomicLong();

    static Stream<Format> formats() {
        return Stream.of(new TarFormat(), new PlainFormat());
    }

    private FileStream half(Format format, Path file) throws IOException {
        Files.write(file, new byte[SIZE]);
        long modified = Files.getLastModifiedTime(file).toMillis() / 1000;
        var entry = new Entry(Entry.Kind.FILE, "log", file, SIZE, 0644, modified, "");
        var planned = new Planned(entry, 0644, TarHeader.Owner.ROOT);
        var stream = new FileStream(format, List.of(planned), "exit 0\n", moved);
        assertThat(stream.readNBytes(SIZE / 2)).hasSize(SIZE / 2);
        return stream;
    }

    @ParameterizedTest
    @MethodSource("formats")
    void aFileThatGrowsMeanwhileEndsTheStream(Format format) throws Exception {
        var file = folder.resolve("log");
        try (var stream = half(format, file)) {
            Files.write(file, new byte[10], StandardOpenOption.APPEND);

            assertThatThrownBy(stream::readAllBytes).isInstanceOf(IOException.class);
            assertThat(stream.problem()).contains("changed while it was sent");
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void aFileThatShrinksMeanwhileEndsTheStream(Format format) throws Exception {
        var file = folder.resolve("log");
        try (var stream = half(format, file)) {
            Files.write(file, new byte[10]);

            assertThatThrownBy(stream::readAllBytes).isInstanceOf(IOException.class);
            assertThat(stream.problem()).contains("changed while it was sent");
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void aFileThatStaysComesWholeWithTheScriptBehindIt(Format format) throws Exception {
        try (var stream = half(format, folder.resolve("log"))) {
            assertThat(new String(stream.readAllBytes())).contains("exit 0\n");
            assertThat(stream.problem()).isNull();
            assertThat(moved.get()).isEqualTo(SIZE);
        }
    }
}
