package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.SudoHosts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The module sudo on a real sshd, with a real sudo and users of each kind. */
@Timeout(240)
class SudoIT {
    @TempDir
    static Path folder;

    static SudoHosts hosts;

    final List<String> questions = new ArrayList<>();
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void start() throws Exception {
        hosts = SudoHosts.start(folder.resolve("sudo"));
    }

    @AfterAll
    static void stop() {
        hosts.close();
    }

    /** Somebody who knows this password, or is not there. */
    private Prompt knows(String password) {
        return new Prompt() {
            @Override
            public Optional<char[]> secret(String question) {
                synchronized (questions) {
                    questions.add(question);
                }
                return Optional.ofNullable(password).map(String::toCharArray);
            }

            @Override
            public Optional<String> line(String question) {
                return Optional.empty();
            }
        };
    }

    private int dt(Prompt prompt, String input, String... words) throws Exception {
        var all = new ArrayList<>(List.of("-F", hosts.config().toString(), "-D", "/dev/null", "-q"));
        all.addAll(List.of(words));
        return Dt.run(
                all,
                new Surroundings(
                        Map.of("HOME", folder.toString(), "PATH", "/usr/bin:/bin", "TMPDIR", "/tmp"),
                        folder,
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        out,
                        err,
                        Terminal.NONE,
                        prompt,
                        new Interrupt()));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void withoutAPasswordNobodyIsAsked() throws Exception {
        assertThat(dt(knows(null), "", "free@127.0.0.1", "sudo", "id", "-un"))
                .as(printed())
                .isZero();

        assertThat(printed()).isEqualTo("okay::dt:sudo:free@127.0.0.1:root\n");
        assertThat(questions).isEmpty();
    }

    @Test
    void aPasswordIsAskedAndTheCommandsInputIsEmpty() throws Exception {
        assertThat(dt(knows(SudoHosts.PASSWORD), "", "asked@127.0.0.1", "sudo", "id -un; cat"))
                .as(printed())
                .isZero();

        assertThat(printed()).isEqualTo("okay::dt:sudo:asked@127.0.0.1:root\n");
        assertThat(questions).containsExactly("dt: password for sudo on the hosts: ");
    }

    @Test
    void theWordsBehindSudoAreSplitByTheShellAsSshDoes() throws Exception {
        dt(
                knows(null),
                "",
                "free@127.0.0.1",
                "sudo",
                "-u",
                "asked",
                "printf",
                "'%s|'",
                "'a b'",
                "\"$(id -un)\"",
                "\\;");

        assertThat(printed()).isEqualTo("okay::dt:sudo:free@127.0.0.1:a b|asked|;|\n");
    }

    @Test
    void fiftyHostsAskOnce() throws Exception {
        assertThat(dt(knows(SudoHosts.PASSWORD), "", "-T", "60", "asked@127.0.1.[1-50]", "sudo", "id", "-un"))
                .as(printed())
                .isZero();

        assertThat(questions).hasSize(1);
        assertThat(printed().lines()).hasSize(50).allMatch(line -> line.endsWith(":root"));
    }

    @Test
    void standardInputComesBehindThePassword() throws Exception {
        assertThat(dt(
                        knows(SudoHosts.PASSWORD),
                        "one\ntwo\n",
                        "--stdin",
                        "asked@127.0.0.1,free@127.0.0.1",
                        "sudo",
                        "cat"))
                .as(printed())
                .isZero();

        assertThat(printed().lines()).hasSize(2).allMatch(line -> line.endsWith(":one\\ntwo"));
    }

    @Test
    void aWrongPasswordIsTriedOnce() throws Exception {
        assertThat(dt(knows("left pony"), "", "-o", "json", "asked@127.0.0.1", "sudo", "id"))
                .isEqualTo(1);

        assertThat(printed())
                .contains(
                        "\"class\":\"sudo\"",
                        "\"reason\":\"sudo: the password was wrong\"",
                        "\"exit\":null",
                        "\"sudo_user\":\"root\"");
        assertThat(questions).hasSize(1);
    }

    @Test
    void withoutATerminalAPasswordCannotBeAsked() throws Exception {
        assertThat(dt(knows(null), "", "asked@127.0.0.1", "sudo", "id")).isEqualTo(1);

        assertThat(printed())
                .startsWith("fail::dt:sudo:asked@127.0.0.1:sudo: it wants a password, and there is no terminal");
    }

    @Test
    void whereSudoWantsATerminalItGetsOne() throws Exception {
        assertThat(dt(
                        knows(SudoHosts.PASSWORD),
                        "",
                        "tty@127.0.0.1",
                        "sudo",
                        "id -un; test -t 1 && echo terminal; cat; exit 7"))
                .isEqualTo(1);

        assertThat(printed()).isEqualTo("fail::dt:sudo:tty@127.0.0.1:root\\nterminal\n");
    }

    @Test
    void aMissingSudoIsSaid() throws Exception {
        assertThat(dt(knows(null), "", "without@127.0.0.1", "sudo", "id")).isEqualTo(1);

        assertThat(printed())
                .startsWith("fail::dt:sudo:without@127.0.0.1:sudo: there is no sudo on the host; install it");
    }

    @Test
    void aPromptInAnotherLanguageIsAnsweredToo() throws Exception {
        assertThat(dt(knows(SudoHosts.PASSWORD), "", "deutsch@127.0.0.1", "sudo", "id -un"))
                .as(printed())
                .isZero();
        assertThat(dt(knows("falsch"), "", "deutsch@127.0.0.1", "sudo", "id -un"))
                .isEqualTo(1);

        assertThat(printed()).isEqualTo("""
                okay::dt:sudo:deutsch@127.0.0.1:root
                fail::dt:sudo:deutsch@127.0.0.1:sudo: the password was wrong
                """);
    }

    @Test
    void whomSudoersDoesNotNameIsRefusedAsSudoSays() throws Exception {
        assertThat(dt(knows(SudoHosts.PASSWORD), "", "stranger@127.0.0.1", "sudo", "id"))
                .isEqualTo(1);

        assertThat(printed()).startsWith("fail::dt:sudo:stranger@127.0.0.1:sudo: stranger is not in the sudoers file");
    }

    @Test
    void aRuleForOneCommandGoesWithN() throws Exception {
        assertThat(dt(knows(null), "", "single@127.0.0.1", "sudo", "-n", "id", "-un"))
                .as(printed())
                .isZero();

        assertThat(printed()).isEqualTo("okay::dt:sudo:single@127.0.0.1:root\n");
    }

    @Test
    void aProgramThatPrintsAPromptLikeSudosGetsNoAnswer() throws Exception {
        dt(
                knows(SudoHosts.PASSWORD),
                "",
                "asked@127.0.0.1",
                "sudo",
                "sh",
                "-c",
                "'printf \"[sudo] password for asked: \" >&2; cat'");

        assertThat(printed())
                .startsWith("okay::dt:sudo:")
                .endsWith("[sudo] password for asked: \n")
                .doesNotContain("horse");
    }

    @Test
    void thePasswordIsInNoArgumentAndNoEnvironment() throws Exception {
        var look =
                "cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null | tr \"\\\\0\" \"\\\\n\" | grep -c hors[e]";
        var script = Files.writeString(folder.resolve("look"), "#!/bin/sh\n" + look + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));

        dt(knows(SudoHosts.PASSWORD), "", "asked@127.0.0.1", "sudo", script.toString());

        assertThat(printed()).isEqualTo("fail::dt:sudo:asked@127.0.0.1:0\n");
    }
}
