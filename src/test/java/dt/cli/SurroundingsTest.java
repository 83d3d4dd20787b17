package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurroundingsTest {
    private static final Path OF_THE_ACCOUNT = Path.of(System.getProperty("user.home"));

    @Test
    void homeIsWhatTheVariableSays() {
        assertThat(with(Map.of("HOME", "/tmp/ann")).home()).isEqualTo(Path.of("/tmp/ann"));
    }

    @Test
    void withoutTheVariableHomeIsThatOfTheAccountAsForSsh() {
        assertThat(with(Map.of()).home()).isEqualTo(OF_THE_ACCOUNT);
        assertThat(with(Map.of()).state()).isEqualTo(OF_THE_ACCOUNT.resolve(".local/state/dt"));
    }

    /** "Never from the current folder": modules and settings of whoever made it would be found below it. */
    @ParameterizedTest
    @ValueSource(strings = {"", ".", "home"})
    void homeIsNeverBelowTheCurrentFolder(String value) {
        assertThat(with(Map.of("HOME", value)).home()).isEqualTo(OF_THE_ACCOUNT);
    }

    private static Surroundings with(Map<String, String> env) {
        return new Surroundings(
                env,
                Path.of("/"),
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                Terminal.NONE,
                Prompt.NOBODY,
                new Interrupt());
    }
}
