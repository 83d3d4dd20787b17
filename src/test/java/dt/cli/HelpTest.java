package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.selector.Label;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** "-h, --help [WORD]: help on dt, or on a module, command or selector label" */
class HelpTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @EnumSource
    void everyOptionIsInTheHelpWithAllItsNames(Flag flag) {
        var texts = new StringBuilder(help());
        for (var verb : Dt.verbs()) {
            texts.append(help(verb.name()));
        }

        assertThat(unfolded(texts.toString()))
                .contains(String.join(", ", flag.names()) + (flag.parameter() == null ? "" : " " + flag.parameter()))
                .contains(flag.meaning());
    }

    @ParameterizedTest
    @EnumSource
    void everyLabelIsInTheHelpAndHasOneOfItsOwn(Label label) {
        assertThat(help()).contains("  " + label.usage());
        assertThat(help(label.word())).startsWith(label.usage() + "\n");
    }

    @Test
    void everyCommandAndModuleIsInTheHelpAndHasOneOfItsOwn() {
        for (var verb : Dt.verbs()) {
            assertThat(unfolded(help())).contains((verb.name() + " " + verb.usage()).strip() + " " + verb.summary());
            assertThat(help(verb.name())).startsWith("dt " + verb.name());
        }
        assertThat(unfolded(help())).contains("ssh COMMAND... run a command");
        assertThat(help("ssh")).startsWith("dt [options] SELECTOR ssh COMMAND...\n");
    }

    @Test
    void everyModuleOfDtHasAHelpWithItsFields() {
        for (var module : ManualTablesTest.modules(home)) {
            var text = help(module.name());

            assertThat(text).contains("dt [options] SELECTOR " + module.name(), module.summary());
            // What ssh has to say is in the fields that all have.
            assertThat(text.contains("JSON: ") || text.contains("JSON, "))
                    .as(module.name())
                    .isEqualTo(!module.name().equals("ssh"));
        }
    }

    @Test
    void noLineIsWiderThanATerminal() {
        assertThat(help().lines()).allMatch(line -> line.length() <= 100);
    }

    private String help(String... words) {
        var all = new java.util.ArrayList<>(List.of("--help"));
        all.addAll(List.of(words));
        var caller = Caller.at(home);
        assertThat(caller.types(all.toArray(String[]::new))).isZero();
        return caller.printed();
    }

    private static String unfolded(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
