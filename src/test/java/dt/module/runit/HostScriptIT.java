package dt.module.runit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.OpenSsh;
import dt.fleet.Supervised;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "Agentless: needs a POSIX sh on the host and nothing else." The script in the shells that hosts have. */
@Timeout(120)
class HostScriptIT {
    @TempDir
    Path temp;

    Supervised supervised;
    String login = "sh";

    @BeforeEach
    void folder() throws Exception {
        supervised = new Supervised(temp.resolve("service"));
    }

    @AfterEach
    void end() {
        supervised.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash --posix", "busybox sh"})
    void eachShellOfAHostGivesTheSameAnswers(String shell) throws Exception {
        var odd = supervised.service("it's $odd `now`", Supervised.STEADY);
        var off = supervised.service("off", Supervised.STEADY);
        Files.createFile(off.resolve("down"));
        var dead = supervised.service("dead", Supervised.STEADY);
        supervised.service("never", Supervised.STEADY);
        Files.createDirectory(supervised.folder().resolve("not"));
        var gone = supervised.supervise("runsv", dead);
        supervised.supervise("runsv", odd);
        supervised.supervise("runsv", off);
        gone.destroyForcibly().waitFor();

        assertThat(ask(shell, "status"))
                .containsExactly(
                        "dead: not supervised: no runsv runs for it; see whether runsvdir runs",
                        "it's $odd `now`: run want=up",
                        "never: not supervised: no runsv runs for it; see whether runsvdir runs",
                        "not: not a service: it has no run script; check the name",
                        "off: down want=down");
        assertThat(ask(shell, "up", "off", "-w", "60")).containsExactly("off: run want=up normally=down");
        assertThat(ask(shell, "restart", "it's $odd `now`", "off", "-w", "60"))
                .containsExactly("it's $odd `now`: run want=up", "off: run want=up normally=down");
        assertThat(ask(shell, "pause", "off", "-w", "60")).containsExactly("off: run want=up paused normally=down");
        assertThat(ask(shell, "cont", "off", "-w", "60")).containsExactly("off: run want=up normally=down");
        assertThat(ask(shell, "down", "off", "-w", "60")).containsExactly("off: down want=down");
        assertThat(ask(shell, "once", "off", "-w", "60")).containsExactly("off: run want=down normally=down");
        assertThat(ask(shell, "wait", "down", "off", "-w", "0")).containsExactly("off: run want=down normally=down");
        assertThat(ask(shell, "wait", "down", "off", "-w", "1"))
                .containsExactly("off: run want=down normally=down timeout");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash --posix", "busybox sh"})
    void eachShellInstallsAndDisables(String shell) throws Exception {
        var from = Files.createDirectory(temp.resolve("sv"));
        var run = "#!/bin/sh\n# don't $EXPAND \\n `this` %s\nexec sleep 1000\n\n";
        Files.writeString(temp.resolve("new"), run);
        supervised.start("runsvdir", supervised.folder());

        var words = List.of("--from", from.toString(), "-w", "60");
        assertThat(ask(shell, and(words, "install", "new")))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("new: ");

        assertThat(from.resolve("new/run")).hasContent(run).isExecutable();
        assertThat(Files.readSymbolicLink(supervised.folder().resolve("new"))).isEqualTo(from.resolve("new"));
        assertThat(ask(shell, and(words, "wait", "up", "new"))).containsExactly("new: run want=up");
        try (var left = Files.walk(from)) {
            assertThat(left).noneMatch(path -> path.getFileName().toString().contains("dt-"));
        }
        assertThat(ask(shell, and(words, "disable", "new"))).containsExactly("new: disabled");
        assertThat(supervised.folder().resolve("new")).doesNotExist();
        assertThat(ask(shell, and(words, "disable", "new"))).containsExactly("new: disabled");
        assertThat(ask(shell, and(words, "enable", "new")))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("new: ");
    }

    @Test
    void anInstallThatFailsMidwayLeavesNothing() throws Exception {
        var from = Files.createDirectory(temp.resolve("sv"));
        Files.writeString(temp.resolve("new"), "#!/bin/sh\nexec sleep 1000\n");
        var chmod = Supervised.script(
                temp.resolve("bin/chmod"),
                "case $2 in */log/*) echo no space left >&2; exit 1 ;; esac; exec /bin/chmod \"$@\"");
        login = "env PATH=" + chmod.getParent() + ":" + System.getenv("PATH") + " sh";

        assertThat(ask("sh", "install", "new", "--from", from.toString(), "-w", "1"))
                .containsExactly("new: failed: no space left");

        assertThat(from).isEmptyDirectory();
        assertThat(supervised.folder()).isEmptyDirectory();
    }

    /** sshd ends a command when nobody has its ends open any more; a status was three seconds late once. */
    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash --posix", "busybox sh"})
    void anAnswerIsOverWhenAllHaveAnsweredWhateverStillSleeps(String shell) throws Exception {
        var steady = supervised.service("steady", Supervised.STEADY);
        supervised.supervise("runsv", steady);
        var sleeps = temp.resolve("sleeps");
        OpenSsh.run(List.of("mkfifo", sleeps.toString()));
        var sleep = Files.createDirectory(temp.resolve("bin")).resolve("sleep");
        Files.writeString(sleep, "#!/bin/sh\nexec 3<" + sleeps + "\nread -r _ <&3\n");
        sleep.toFile().setExecutable(true);
        login = "env PATH=" + sleep.getParent() + ":" + System.getenv("PATH") + " sh";

        // Were it to wait for the sleep, nothing would ever come: that ends when this test lets it.
        assertThat(ask(shell, "status")).containsExactly("steady: run want=up");

        try (var awake = new java.io.RandomAccessFile(sleeps.toFile(), "rw")) {
            awake.writeBytes("now\nnow\nnow\n");
        }
    }

    /** The words of the script have to get through the shell of the user who logs in. */
    @ParameterizedTest
    @ValueSource(strings = {"bash", "tcsh", "fish", "dash"})
    void eachLoginShellPassesItOn(String shell) throws Exception {
        supervised.service("it's $odd !", Supervised.STEADY);
        login = shell;

        assertThat(ask("/bin/sh", "status", "it's $odd !", "\u00fcber\\\\n"))
                .containsExactly(
                        "it's $odd !: not supervised: no runsv runs for it; see whether runsvdir runs",
                        "\u00fcber\\\\n: not a service: it has no run script; check the name");
    }

    private static String[] and(List<String> options, String... words) {
        var all = new ArrayList<>(Arrays.asList(words));
        all.addAll(options);
        return all.toArray(String[]::new);
    }

    /** The lines, without what differs each time. */
    private List<String> ask(String shell, String... words) throws Exception {
        var asked = Asked.parse(List.of(words));
        var scripts = new ArrayList<RunScript>();
        if (asked.verb() == Verb.INSTALL) {
            for (var file : asked.names()) {
                scripts.add(RunScript.read(temp, file, asked.name()));
            }
        }
        var line = Program.of(asked, supervised.folder().toString(), scripts).replace("exec /bin/sh", "exec " + shell);
        var all = new ArrayList<>(List.of(login.split(" ")));
        all.addAll(List.of("-c", line));
        var process = new ProcessBuilder(all).start();
        process.getOutputStream().close();
        var printed = new ByteArrayOutputStream();
        process.getInputStream().transferTo(printed);
        assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8)).isEmpty();
        assertThat(process.waitFor()).isZero();
        return Answer.parse(printed.toByteArray()).orElseThrow().services().stream()
                .map(service -> service.line().replaceAll(" (pid|uptime)=\\d+", ""))
                .toList();
    }
}
