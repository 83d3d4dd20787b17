package dt.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class SharedInputTest {
    @TempDir
    Path folder;

    @Test
    void everyHostGetsItFromTheBeginning() throws Exception {
        var bytes = new byte[3_000_000];
        new Random(1).nextBytes(bytes);
        try (var input = new SharedInput(new ByteArrayInputStream(bytes), folder)) {
            assertThat(input.open().readAllBytes()).isEqualTo(bytes);
            assertThat(input.open().readAllBytes()).isEqualTo(bytes);
            try (var files = Files.list(folder)) {
                assertThat(files).isEmpty();
            }
        }
    }

    @Test
    void whatHasArrivedIsGivenBeforeTheEnd() throws Exception {
        var source = new PipedInputStream();
        try (var pipe = new PipedOutputStream(source);
                var input = new SharedInput(source, folder)) {
            pipe.write("first".getBytes(UTF_8));
            pipe.flush();

            assertThat(new String(input.open().readNBytes(5), UTF_8)).isEqualTo("first");
            assertThat(new String(input.open().readNBytes(5), UTF_8)).isEqualTo("first");
        }
    }

    @Test
    void aReaderOfAPipeThatNeverEndsIsFreedByClosingIt() throws Exception {
        var source = new PipedInputStream();
        try (var pipe = new PipedOutputStream(source);
                var input = new SharedInput(source, folder)) {
            pipe.write(7);
            pipe.flush();
            var reader = input.open();
            assertThat(reader.read()).isEqualTo(7);
            var read = new FutureTask<>(reader::read);
            Thread.ofPlatform().daemon().start(read);

            reader.close();

            assertThatThrownBy(read::get).hasRootCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void anErrorReachesEveryReaderAfterTheBytesBeforeIt() {
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("bad sector");
            }
        };
        var source = new SequenceInputStream(new ByteArrayInputStream(new byte[] {7}), broken);
        try (var input = new SharedInput(source, folder)) {
            for (int i = 0; i < 2; i++) {
                var reader = input.open();
                assertThatThrownBy(() -> {
                            assertThat(reader.read()).isEqualTo(7);
                            reader.read();
                        })
                        .hasMessage("standard input could not be read: bad sector");
            }
        }
    }
}
