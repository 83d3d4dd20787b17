package dt.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dt.module.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** "auto: only on a terminal", "NO_COLOR is honoured" */
class ColoursTest {
    @ParameterizedTest
    @CsvSource({
        "auto,false,true,ON", "auto,false,false,OFF", "auto,true,true,OFF", "auto,true,false,OFF",
        "always,false,true,ON", "always,false,false,ON", "always,true,true,ON", "always,true,false,ON",
        "never,false,true,OFF", "never,false,false,OFF", "never,true,true,OFF", "never,true,false,OFF"
    })
    void whatWasTypedWinsOverTheEnvironmentAndThatOverTheTerminal(
            String mode, boolean noColor, boolean terminal, Colours decided) throws UsageException {
        assertThat(Colours.decide(Colours.Mode.of(mode), noColor, terminal)).isEqualTo(decided);
    }

    @Test
    void anotherModeIsATypingError() {
        assertThatThrownBy(() -> Colours.Mode.of("yes"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--color cannot be \"yes\": there is no such mode; use auto, always or never");
    }
}
