package dt.module;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The watchdog beside a command on this machine; the test is the sshd. */
@Timeout(60)
class WatchdogTest {
    private static Process start(String shell, String line) throws IOException {
        var builder = new ProcessBuilder("setsid", shell, "-c", line).redirectErrorStream(true);
        builder.environment().put("SHELL", "/bin/sh");
        return builder.start();
    }

    private static String printed(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash", "dash", "tcsh", "fish"})
    void everyLoginShellRunsTheLineAsItIs(String shell) throws Exception {
        var line = "echo \"a b'c\\\\n$((1+1))!x\" '\\\\' \\\\0101 `echo 1`\necho second; cat; exit 3";

        var without = start("sh", line);
        without.getOutputStream().close();

        var process = start(shell, Watchdog.beside(line, true));

        assertThat(printed(process)).contains("second").isEqualTo(printed(without));
        assertThat(process.waitFor()).isEqualTo(3);
    }

    @Test
    void theCommandReadsItsInputToTheEnd() throws Exception {
        var process = start("sh", Watchdog.beside("cat; kill -TERM $$", false));
        try (var in = process.getOutputStream()) {
            in.write("one\ntwo".getBytes(UTF_8));
        }

        assertThat(printed(process)).isEqualTo("one\ntwo");
        assertThat(process.waitFor()).isEqualTo(128 + 15);
    }

    @Test
    void itIsNoChildOfTheCommandAndLeavesWithIt() throws Exception {
        var process = start(
                "sh", Watchdog.beside("echo $$; ps -A -o ppid= -o args= | grep -c \"^ *$$ .*[d]t-watchdog\"", true));

        var lines = printed(process).lines().toList();
        assertThat(lines.getLast()).isEqualTo("0");
        awaitNone("dt-watchdog " + lines.getFirst() + " ");
    }

    @Test
    void theEndOfItsInputEndsAllOfTheCommand() throws Exception {
        var process = start("sh", Watchdog.beside("(trap '' TERM; sleep 7711 & sleep 7712) & echo $$; wait", true));
        var group = line(process);

        process.getOutputStream().close();

        process.waitFor();
        awaitNoGroup(group);
    }

    @Test
    void silenceIsTheEndAndASignOfLifeIsNone() throws Exception {
        var process = start("sh", Watchdog.beside("echo $$; sleep 7713; echo slept", "4"));
        var group = line(process);
        try (var in = process.getOutputStream()) {
            for (int i = 0; i < 7; i++) {
                in.write('\n');
                in.flush();
                assertThat(process.waitFor(1, TimeUnit.SECONDS))
                        .as("it ended in spite of beats")
                        .isFalse();
            }

            // Still connected, and nothing comes any more: no power there.
            process.waitFor();
        }
        awaitNoGroup(group);
    }

    @Test
    void theEndOfSshdEndsACommandThatReadsItsInput() throws Exception {
        var line = Watchdog.beside("cat >/dev/null; sleep 7714", false);
        // Its parent is what it takes for the sshd of the connection.
        var sshd = new ProcessBuilder("setsid", "sh", "-c", "setsid sh -c \"$1\" & echo $!; wait", "sh", line).start();
        sshd.getOutputStream().close();
        var group = line(sshd);
        awaitSome("dt-watchdog " + group + " ");

        sshd.destroyForcibly();

        awaitNoGroup(group);
    }

    private static String line(Process process) throws IOException {
        var text = new StringBuilder();
        for (int b = process.getInputStream().read();
                b >= 0 && b != '\n';
                b = process.getInputStream().read()) {
            text.append((char) b);
        }
        return text.toString();
    }

    private static void awaitNoGroup(String group) throws Exception {
        await("the group " + group + " lives", () -> processes().noneMatch(p -> group.equals(p.get(2))));
    }

    private static void awaitNone(String words) throws Exception {
        await(words + "is left", () -> processes().noneMatch(p -> p.getLast().contains(words)));
    }

    private static void awaitSome(String words) throws Exception {
        await(
                words + "does not begin",
                () -> processes().anyMatch(p -> p.getLast().contains(words)));
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(String otherwise, Condition condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as(otherwise).isLessThan(deadline);
            LockSupport.parkNanos(50_000_000);
        }
    }

    /** State, parent, group and command line of all that live: proc(5). */
    private static java.util.stream.Stream<List<String>> processes() throws IOException {
        var all = new ArrayList<List<String>>();
        try (var folders = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var folder : folders) {
                try {
                    var stat = Files.readString(folder.resolve("stat"));
                    var fields = new ArrayList<>(
                            List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "))
                                    .subList(0, 3));
                    fields.add(Files.readString(folder.resolve("cmdline")).replace('\0', ' '));
                    if (!fields.getFirst().equals("Z")) {
                        all.add(fields);
                    }
                } catch (IOException gone) {
                    // It ended while it was looked at.
                }
            }
        }
        return all.stream();
    }
}
