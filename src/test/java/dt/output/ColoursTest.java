package dt.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dt.module.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** "auto: only on a terminal", "NO_COLOR is honoured" */
class ColoursTest {
    @ParameterizedTest
    @CsvSource({
        "auto,false,true,ON", "auto,false,false,OFF", "auto,true,true,OFF", "auto,true,false,OFF",
        "always,false,true,ON", "always,false,false,ON", "always,true,true,ON", "always,true,false,ON",
        "never,false,true,OFF", "never,false,false,OFF", "never,true,true,OFF", "never,true,false,OFF"
    })
    void whatWasTypedWinsOverTheEnvironmentAndThatOverTheTerminal(
            String mode, boolean noColor, boolean terminal, String decided) throws UsageException {
        assertThat(Colours.decide(Colours.Mode.of(mode), noColor, terminal))
                .isEqualTo(decided.equals("ON") ? Colours.ON : Colours.OFF);
    }

    @Test
    void anotherModeIsATypingError() {
        assertThatThrownBy(() -> Colours.Mode.of("yes"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--color cannot be \"yes\": there is no such mode; use auto, always or never");
    }

    @Test
    void settingOfTheOriginalReplacesTheColoursThatItNames() throws UsageException {
        var colours = Colours.ON.with("G=32:N=0;0:Z=5");

        assertThat(colours.okay("a")).isEqualTo("\033[32ma\033[0;0m");
        assertThat(colours.fail("a")).isEqualTo("\033[31;1ma\033[0;0m");
        assertThat(Colours.OFF.with("G=32")).isEqualTo(Colours.OFF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"G", "G=", "G=32m", "G=\033[2J", "G=1;", "green=32", "G=32::R=1"})
    void whatIsNoColourReachesNoTerminal(String setting) {
        assertThatThrownBy(() -> Colours.ON.with(setting))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("DTOOLS_COLORS has \"")
                .hasMessageEndingWith("write a letter of BGHNR and its numbers, such as G=32;1:R=31");
    }
}
