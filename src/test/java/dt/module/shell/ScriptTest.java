package dt.module.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dt.inventory.Host;
import dt.module.Outcome;
import dt.module.UsageException;
import dt.remote.Input;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ScriptTest {
    @TempDir
    Path home;

    @TempDir
    Path scripts;

    private OnThisMachine machine;
    private Script module;

    @BeforeEach
    void machine() {
        machine = new OnThisMachine(home);
        module = new Script(scripts);
    }

    @Test
    void argumentsArePassedExactlyAsGiven() throws Exception {
        Files.writeString(scripts.resolve("show"), "#!/bin/sh\nprintf '<%s>' \"$@\"\n");

        assertThat(machine.runs(module, "show", "a b", "", "it's", "$HOME", "*", "-n", "new\nline", "ü"))
                .isEqualTo(new Outcome.Okay());

        assertThat(machine.out()).isEqualTo("<a b><><it's><$HOME><*><-n><new\nline><ü>");
    }

    @Test
    void theFirstLineSaysWhatRunsIt() throws Exception {
        Files.writeString(scripts.resolve("count.awk"), "#!/usr/bin/awk -f\nBEGIN { print 6 * 7 }\n");
        Files.writeString(scripts.resolve("plain"), "echo sh: $0 | sed 's#/.*/##'\n");
        Files.copy(Path.of("/bin/echo"), scripts.resolve("program"));

        machine.runs(module, "count.awk");
        assertThat(machine.out()).isEqualTo("42\n");
        machine.runs(module, "plain");
        assertThat(machine.out()).isEqualTo("sh: plain\n");
        machine.runs(module, "program", "machine code");
        assertThat(machine.out()).isEqualTo("machine code\n");
    }

    @Test
    void itsStatusIsTheOutcomeAndNothingIsLeftBehind() throws Exception {
        Files.writeString(scripts.resolve("fails"), "#!/bin/sh\ncat; exit 7\n");

        assertThat(machine.runs(module, "fails")).isEqualTo(new Outcome.Failed(7));

        assertThat(home).isEmptyDirectory();
    }

    @Test
    void withStdinTheScriptReadsIt() throws Exception {
        Files.writeString(scripts.resolve("upper"), "#!/bin/sh\ntr a-z A-Z\nexit 3\n");
        Input input = () -> new ByteArrayInputStream("abc".getBytes());

        assertThat(machine.runs(machine.job(module, input, "upper"), Host.named("web1")))
                .isEqualTo(new Outcome.Failed(3));

        assertThat(machine.out()).isEqualTo("ABC");
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void whatIsNotThereIsAMistake() {
        assertThatThrownBy(() -> machine.runs(module, "nothing"))
                .isInstanceOf(UsageException.class)
                .hasMessage("cannot read the script nothing: there is no such file; check the name");
        assertThatThrownBy(() -> machine.runs(module)).isInstanceOf(UsageException.class);
    }
}
