package dt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manual pages. */
class ManualsIT {
    static List<Path> pages() throws IOException {
        try (var files = Files.list(Path.of("src/main/man"))) {
            // Pictures lie there, too.
            return files.filter(file -> file.toString().matches(".*\\.[1-8]"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void mandocHasNothingToSay(Path page) throws Exception {
        var lint = new ProcessBuilder("mandoc", "-Tlint", "-W", "warning", page.toString())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(lint.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
    }
}
