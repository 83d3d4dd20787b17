package dt.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.Client;
import dt.fleet.SudoHosts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * "Secrets: what was typed at a prompt is replaced by *** on every way out: lines, json, journal, page, log; also across the
 * borders of two chunks": a password typed at a real terminal, for a real sudo, by way of an agent.
 */
@Timeout(180)
class SecretsIT {
    /** Longer than any look at the processes takes. */
    private static final String SLEEP = "sleep 7." + ProcessHandle.current().pid();

    /** The host prints the password in two pieces, on both streams, and whole beside bytes that are no text. */
    private static final String TELLING = "printf \"right \"; sleep 0.3; echo horse; printf \"right \" >&2; sleep 0.3;"
            + " echo horse >&2; p=right; echo \"$p horse \\\"$p horse\\\"\"; printf \"\\377$p horse\\n\"; ";

    @TempDir
    static Path folder;

    private static SudoHosts hosts;

    @TempDir
    Path home;

    @BeforeAll
    static void start() throws Exception {
        hosts = SudoHosts.start(folder.resolve("sudo"));
    }

    @AfterAll
    static void stop() {
        hosts.close();
    }

    @Test
    void aPasswordTypedAtATerminalIsNowhere() throws Exception {
        Files.copy(hosts.config(), home.resolve("config"));
        try (var agent = Client.at(home);
                var terminal = new Tmux(home)) {
            terminal.types("clear; export XDG_RUNTIME_DIR=" + home.resolve("run") + " JAVA_HOME="
                    + System.getProperty("java.home"));
            for (var format : List.of("omni", "json", "raw", "group", "dir:out")) {
                // The screen of the format before has a question, too.
                terminal.types("clear; echo $((1 + 1))-" + format + "; " + agent.program() + " -o " + format
                        + " -F config -D /dev/null"
                        + " asked@127.0.0.1 sudo '" + TELLING + SLEEP + "' >printed-" + format.substring(0, 3)
                        + "; echo end$?");
                // The first one may say before it that it has added the host's key.
                terminal.await(screen -> screen.matches(
                        "(?s).*2-" + format + "\n(dt: added .*?\n)?dt: password for sudo on the hosts:.*"));
                terminal.types(SudoHosts.PASSWORD);
                terminal.await(_ -> sleeping());

                assertThat(processes()).as(format).doesNotContain(SudoHosts.PASSWORD);

                assertThat(terminal.await(screen -> screen.contains("end0")))
                        .as(format)
                        .doesNotContain("horse\n", "right horse");
            }
            assertThat(agent.types("runs", "show", "last").printed()).contains("***");
            assertThat(agent.types("agent", "log").printed()).doesNotContain("horse");
        }
        assertNothingBelow(home);
    }

    private static boolean sleeping() {
        return ProcessHandle.allProcesses()
                .anyMatch(p -> p.info().commandLine().orElse("").matches("(/usr)?(/bin/)?" + SLEEP));
    }

    /** Words and environment of all processes of this machine, which is the host as well. */
    private static String processes() throws IOException {
        var all = new StringBuilder();
        try (var folders = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : folders) {
                for (var file : List.of("cmdline", "environ")) {
                    try {
                        all.append(Files.readString(process.resolve(file), ISO_8859_1));
                    } catch (IOException gone) {
                        // It has ended meanwhile.
                    }
                }
            }
        }
        return all.toString();
    }

    /** What was printed, the journals with their output, folders, logs. */
    private static void assertNothingBelow(Path top) throws IOException {
        int starred = 0;
        try (var files = Files.walk(top)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var text = Files.readString(file, ISO_8859_1);
                assertThat(text).as("%s", file).doesNotContain(SudoHosts.PASSWORD);
                for (var word : text.split("[^A-Za-z0-9+/=]+")) {
                    assertThat(decoded(word)).as("base64 in %s", file).doesNotContain(SudoHosts.PASSWORD);
                }
                starred += text.contains("***") ? 1 : 0;
            }
        }
        assertThat(starred).as("files with stars in them").isGreaterThan(7);
    }

    private static String decoded(String word) {
        try {
            return new String(Base64.getDecoder().decode(word), ISO_8859_1);
        } catch (IllegalArgumentException otherText) {
            return "";
        }
    }
}
