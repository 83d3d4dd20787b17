package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.demo.DemoFleet;
import dt.fleet.OpenSsh;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The program as a process of its own, in a terminal, on hosts of the demo. */
@Timeout(180)
class TerminalIT {
    @TempDir
    static Path temp;

    private static DemoFleet fleet;

    private Typist typist;
    private Path folder;
    private Tmux terminal;

    @BeforeAll
    static void hosts() throws Exception {
        fleet = DemoFleet.start(Path.of("/tmp"));
    }

    @AfterAll
    static void noHosts() throws Exception {
        fleet.close();
    }

    @BeforeEach
    void open() throws Exception {
        typist = Typist.at(temp, fleet);
        folder = typist.folder();
        terminal = typist.terminal();
    }

    @AfterEach
    void close() throws Exception {
        typist.close();
    }

    @Test
    void resultLinesAreColouredOnATerminalAndNotInAPipe() throws Exception {
        terminal.types("dt web1 ssh exit 3; dt web2 ssh hostname; dt -N web3 ssh hostname; echo end$?");
        terminal.await(screen -> screen.contains("end0"));

        var lines = terminal.coloured().lines().toList();
        assertThat(lines).anyMatch(line -> line.matches("\033\\[1m\033\\[31mfail\033\\[.*web1.*exit 3"));
        assertThat(lines).anyMatch(line -> line.matches("\033\\[1m\033\\[32mokay\033\\[.*web2.*:web2"));
        assertThat(lines).anyMatch("okay::dt:ssh:web3:web3"::equals);

        terminal.types("dt web1 ssh hostname >out; echo written$?");
        terminal.await(screen -> screen.contains("written0"));
        assertThat(folder.resolve("out")).hasContent("okay::dt:ssh:web1:web1\n");
    }

    @Test
    void aRunOfMoreThanASecondShowsHowItGoesAndLeavesNothingOfIt() throws Exception {
        terminal.types("dt web1,web2 ssh 'test $(hostname) = web1 || sleep 3'; echo end$?");

        terminal.await(screen -> screen.contains("1/2 done, 0 failed, 1 running: web2"));
        var after = terminal.await(screen -> screen.contains("end0"));
        assertThat(after)
                .contains("okay::dt:ssh:web1:\nokay::dt:ssh:web2:\nend0")
                .doesNotContain("running");
    }

    @Test
    void nothingOfTheProgressIsInAPipe() throws Exception {
        terminal.types("dt web1 ssh sleep 2 >out 2>err; echo end$?");
        terminal.await(screen -> screen.contains("end0"));

        assertThat(folder.resolve("err")).isEmptyFile();
        assertThat(folder.resolve("out")).hasContent("okay::dt:ssh:web1:\n");
    }

    @Test
    void aReaderThatLeavesIsAQuietEnd() throws Exception {
        terminal.types("dt -C 1 -o raw all ssh 'yes | head -c 300000' 2>err | head -1; echo end${PIPESTATUS[0]}");

        assertThat(terminal.await(screen -> screen.contains("end0"))).contains("web1: y\nend0");
        assertThat(folder.resolve("err")).isEmptyFile();
    }

    @Test
    void theFirstInterruptBeginsNoMoreHostsAndTheSecondEndsTheCommands() throws Exception {
        terminal.types("dt -C 2 web1,web2,web3 ssh sleep " + Typist.ours(47110) + "; echo end$?");
        terminal.await(_ -> Typist.sleeping(Typist.ours(47110)) == 2);

        terminal.presses("C-c");
        terminal.await(screen -> screen.contains("dt: Ctrl-C: no more hosts are begun; 2 still running: web1 web2;"));
        assertThat(Typist.sleeping(Typist.ours(47110))).isEqualTo(2);

        terminal.presses("C-c");
        var after = terminal.await(screen -> screen.contains("end130"));
        assertThat(after)
                .contains("fail::dt:ssh:web1:killed: ", "fail::dt:ssh:web2:killed: ")
                .contains("fail::dt:ssh:web3:skipped: Ctrl-C");
        terminal.await(_ -> Typist.sleeping(Typist.ours(47110)) == 0);
    }

    @Test
    void betweenTwoBatchesAPersonIsAskedWhetherToGoOn() throws Exception {
        var line = "dt --batch 1,2 --pause ask web1,web2,web3 ssh hostname";
        terminal.types(line + "; echo end$?");
        terminal.await(screen -> screen.contains("dt: 1 host done, 0 of them not okay; go on with the next 2? [y/N]"));
        terminal.types("y");
        terminal.await(screen -> screen.contains("okay::dt:ssh:web2:web2")
                && screen.contains("okay::dt:ssh:web3:web3")
                && screen.contains("end0"));

        terminal.types("clear; " + line + "; echo end$?");
        terminal.await(screen -> screen.contains("go on with the next 2? [y/N]"));
        terminal.types("");

        assertThat(terminal.await(screen -> screen.contains("end1")))
                .contains("okay::dt:ssh:web1:web1")
                .contains("fail::dt:ssh:web2:skipped: it was not to go on")
                .contains("fail::dt:ssh:web3:skipped: it was not to go on");

        terminal.types("clear; " + line + "; echo end$?");
        terminal.await(screen -> screen.contains("go on with the next 2? [y/N]"));
        terminal.presses("C-c");
        terminal.await(screen -> screen.contains("dt: Ctrl-C: no more hosts are begun"));
        // Without the client the question stands until it is answered.
        terminal.types("");

        assertThat(terminal.await(screen -> screen.contains("end130")))
                .contains("fail::dt:ssh:web2:skipped: Ctrl-C", "fail::dt:ssh:web3:skipped: Ctrl-C");
    }

    @Test
    void aPauseBetweenTwoBatchesIsTakenAndCtrlCCutsItShort() throws Exception {
        terminal.types("dt --batch 1 --pause 2 web1,web2 ssh date +%s >out; echo end$?");
        terminal.await(screen -> screen.contains("end0"));
        var times = Files.readAllLines(folder.resolve("out")).stream()
                .map(text -> Long.parseLong(text.split(":", 6)[5]))
                .toList();
        assertThat(times.get(1) - times.get(0)).isGreaterThanOrEqualTo(2);

        terminal.types("clear; dt --batch 1 --pause 1000 web1,web2 ssh hostname; echo end$?");
        terminal.await(screen -> screen.contains("okay::dt:ssh:web1:web1"));
        terminal.presses("C-c");

        assertThat(terminal.await(screen -> screen.contains("end130"))).contains("fail::dt:ssh:web2:skipped: Ctrl-C");
    }

    @Test
    void hostsUnderWayMayEndAfterTheFirstInterrupt() throws Exception {
        terminal.types("dt -C 1 web1,web2 ssh 'echo begun > begun; sleep 2; echo whole'; echo end$?");
        terminal.await(screen -> screen.contains("1 running: web1"));

        terminal.presses("C-c");

        assertThat(terminal.await(screen -> screen.contains("end130")))
                .contains("okay::dt:ssh:web1:whole\n", "fail::dt:ssh:web2:skipped: Ctrl-C\n");
    }

    @Test
    void anInterruptOfWhatIsNoRunEndsItAtOnce() throws Exception {
        terminal.types("dt view host; echo end$?");
        terminal.types("okay::dt:ssh:web1:one");
        terminal.await(screen -> screen.contains("web1:\n        one"));

        terminal.presses("C-c");

        terminal.await(screen -> screen.contains("end130"));
    }

    @Test
    void standardInputGoesToEveryHost() throws Exception {
        terminal.types("printf 'a\\nb\\n' | dt -o group --stdin tag:web ssh 'cat; cat | wc -l'; echo end$?");

        assertThat(terminal.await(screen -> screen.contains("end0")))
                .contains("web[1-3] (3)\n---------------\na\nb\n0");
    }

    @Test
    void aFolderTakesTheStreamsOfEachHost() throws Exception {
        terminal.types("dt -o dir:run web1,web2 ssh 'echo out; echo err >&2; test $(hostname) = web1'; echo end$?");
        terminal.await(screen -> screen.contains("end1"));

        assertThat(folder.resolve("run/web2.out")).hasContent("out\n");
        assertThat(folder.resolve("run/web2.err")).hasContent("err\n");
        assertThat(folder.resolve("run/summary.json")).content().contains("\"okay\" : 1", "\"fail\" : 1");
    }

    /** The program in a process of its own, and its client with an agent. */
    static List<String> programs() {
        return List.of("dt", "DT_AGENT_IDLE=15 " + Path.of("target/dt").toAbsolutePath());
    }

    @ParameterizedTest
    @MethodSource("programs")
    void interactiveHostsHaveTheTerminalOneAfterAnother(String dt) throws Exception {
        try (var sshd = OpenSsh.start(Files.createDirectory(folder.resolve("sshd")))) {
            typist.alsoKnows(sshd, sshd.key());
            terminal.types(dt + " -i -F config -D hosts one,two ssh 'tty; stty size; read a; echo got $a'; echo end$?");
            terminal.await(screen -> screen.contains("/dev/pts/") && screen.contains("30 120"));
            terminal.types("first");
            terminal.await(screen -> screen.contains("okay::dt:ssh:one:/dev/pts/"));
            terminal.types("second");

            assertThat(terminal.await(screen -> screen.contains("end0")))
                    .containsPattern(
                            "okay::dt:ssh:one:/dev/pts/\\d+\\\\r\\\\n30 120\\\\r\\\\nfirst\\\\r\\\\ngot first\n")
                    .containsPattern("okay::dt:ssh:two:.*/dev/pts/.*got second\n");
            terminal.types("stty -a | grep -o ' echo '");
            terminal.await(screen -> screen.contains("\n echo"));
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void theTerminalOfAHostIsSetAsTheCallersAndFollowsItsSize(String dt) throws Exception {
        try (var sshd = OpenSsh.start(Files.createDirectory(folder.resolve("sshd")))) {
            typist.alsoKnows(sshd, sshd.key());
            terminal.types("stty erase ^H kill ^X -ixon iutf8 ixany");
            terminal.types(
                    dt + " -i -F config -D hosts one ssh 'stty -a | tr -d \"\\n\"; trap \"echo told\" WINCH; echo;"
                            + " until [ \"$(stty size)\" = \"24 100\" ]; do sleep 0.1; done; echo resized'; echo end$?");
            terminal.await(screen -> screen.contains("erase = ^H; kill = ^X;")
                    && screen.contains("-ixon")
                    && screen.contains(" ixany")
                    && screen.contains(" iutf8"));

            terminal.resizes(100, 24);

            assertThat(terminal.await(screen -> screen.contains("end0"))).contains("told\n", "resized\n");
            terminal.types("stty -a | grep -o 'erase = ^H'; stty -a | grep -o ' echo '");
            terminal.await(screen -> screen.contains("\nerase = ^H") && screen.contains("\n echo"));
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void interruptOfAnInteractiveCommandGoesToItsHostAndBeginsNoMore(String dt) throws Exception {
        try (var sshd = OpenSsh.start(Files.createDirectory(folder.resolve("sshd")))) {
            typist.alsoKnows(sshd, sshd.key());
            terminal.types(dt + " -i -F config -D hosts one,two ssh 'echo begun; sleep " + Typist.ours(47120)
                    + "'; echo end$?");
            terminal.await(screen -> screen.contains("begun\n") && Typist.sleeping(Typist.ours(47120)) == 1);

            terminal.presses("C-c");

            assertThat(terminal.await(screen -> screen.contains("end130")))
                    .contains("dt: Ctrl-C: no more hosts are begun", "fail::dt:ssh:two:skipped: Ctrl-C");
            terminal.await(_ -> Typist.sleeping(Typist.ours(47120)) == 0);
        }
    }

    @Test
    void withoutInteractiveAHostHasNoTerminal() throws Exception {
        try (var sshd = OpenSsh.start(Files.createDirectory(folder.resolve("sshd")))) {
            typist.alsoKnows(sshd, sshd.key());
            terminal.types(
                    "dt -F config -D hosts one ssh tty; dt -i -F config -D hosts one ssh tty < hosts; echo end$?");

            assertThat(terminal.await(screen -> screen.contains("end1")))
                    .containsPattern("fail::dt:ssh:one:not a tty\nfail::dt:ssh:one:not a tty\nend1");
        }
    }
}
