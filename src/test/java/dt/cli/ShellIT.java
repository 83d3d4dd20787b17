package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.demo.DemoFleet;
import dt.fleet.OpenSsh;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code dt sh} in a terminal, on hosts of the demo. */
@Timeout(240)
class ShellIT {
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
    void linesAreRunOnTheContext() throws Exception {
        shell("tag:db");
        says("hostname", "okay::dt:ssh:db1:db1\n", "okay::dt:ssh:db2:db2\n");
        types(":context web1", "[web1] $");
        says("echo '!!' $((6*7))", "okay::dt:ssh:web1:!! 42\n");
        types(":filter group", "[web1] $");
        says("hostname", "web1 (1)\n---------------\nweb1\n");
        says(":hosts", "HOST", "web1");
        types(":filter none", "[web1] $");
        says(":module list", "okay::dt:list:web1:");
        says(":contxt x", "dt: there is no :contxt; did you mean :context? A blank before it");
        says(":options -i", "dt: --interactive is not for dt sh");
        says(":context tag:wbe", "dt: no host matches tag:wbe; did you mean tag:web?");
        terminal.types(":quit");
        terminal.types("echo end$?");
        terminal.await(screen -> screen.contains("end2"));
    }

    @Test
    void interruptEndsTheLineHereAndThere() throws Exception {
        shell("web1,web2");
        terminal.types("sleep " + Typist.ours(47130));
        terminal.await(_ -> Typist.sleeping(Typist.ours(47130)) == 2);

        terminal.presses("C-c");

        terminal.await(_ -> Typist.sleeping(Typist.ours(47130)) == 0);
        terminal.await(screen -> screen.contains("fail::dt:ssh:web1:killed")
                && screen.stripTrailing().endsWith("[web1,web2] $"));
        says("echo still", "okay::dt:ssh:web1:still\n", "okay::dt:ssh:web2:still\n");
        terminal.writes("half a line");
        terminal.presses("C-c");
        says("echo on", "okay::dt:ssh:web1:on\n");
        terminal.presses("C-d");
        terminal.types("echo end$?");
        terminal.await(screen -> screen.contains("end0"));
    }

    @Test
    void historyIsKeptAndSearchedAcrossSessions() throws Exception {
        shell("web1");
        says("echo first-$((1+1))", "okay::dt:ssh:web1:first-2\n");
        says(" echo kept out", "okay::dt:ssh:web1:kept out\n");
        terminal.presses("C-d");
        terminal.types("clear");

        shell("web2");
        terminal.presses("C-r");
        terminal.writes("rst-");
        terminal.await(screen -> screen.contains("echo first-$((1+1))"));
        terminal.presses("Enter");
        terminal.await(screen -> screen.contains("okay::dt:ssh:web2:first-2\n")
                && screen.stripTrailing().endsWith("] $"));
        terminal.presses("Up");
        terminal.await(screen -> screen.contains("[web2] $ echo first-$((1+1))\n")
                && screen.strip().endsWith("))"));

        var history = folder.resolve(".local/state/dt/sh_history");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(history)).contains("first-").doesNotContain("kept out");
    }

    @Test
    void aPassphraseThatIsAskedForIsInNoHistory() throws Exception {
        try (var sshd = OpenSsh.start(Files.createDirectory(folder.resolve("sshd")))) {
            var key = folder.resolve("locked");
            Files.copy(sshd.key(), key);
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
            OpenSsh.run(List.of("ssh-keygen", "-q", "-p", "-P", "", "-N", "open sesame", "-f", key.toString()));
            typist.alsoKnows(sshd, key);
            shell("-F config -D /dev/null", "one");
            terminal.types("echo in");
            terminal.await(screen -> screen.contains("for key"));
            terminal.types("open sesame");
            terminal.await(screen -> screen.contains("okay::dt:ssh:one:in\n"));
            says("echo again", "okay::dt:ssh:one:again\n");

            assertThat(terminal.screen()).doesNotContain("sesame");
            assertThat(Files.readString(folder.resolve(".local/state/dt/sh_history")))
                    .contains("echo again")
                    .doesNotContain("sesame");
        }
    }

    @Test
    void tabCompletesWordsOfDtAndPathsOfAHost() throws Exception {
        shell("web1");
        completes(":cont", ":context ");
        completes(":context tag:web & !tag:d", ":context tag:web & !tag:db ");
        completes(":context we", ":context web");
        completes(":context mai", ":context mail1 ");
        completes(":module ssh-", ":module ssh-copy-id ");
        completes(":module scp --s", ":module scp --sudo ");
        completes(":options \"-N --comm", ":options \"-N --command-timeout ");
        completes(":filter gr", ":filter group ");
        completes(":again unr", ":again unreached ");
        completes("cat app.c", "cat app.conf ");
        says("mkdir -p deep; touch deep/'odd $(id>pwned) \"x'; printf 'okay\\n'", "okay::dt:ssh:web1:okay\n");
        completes("cat dee", "cat deep/");
        completes("cat deep/o", "cat deep/odd\\ \\$\\(id\\>pwned\\)\\ \\\"x ");
        assertThat(folder.resolve("pwned")).doesNotExist();
    }

    @Test
    void againRepeatsWhereItFailed() throws Exception {
        shell("web1,web2");
        says("echo $(hostname) >>tries; test $(hostname) = web1", "fail::dt:ssh:web2:exit 1\n", "okay::dt:ssh:web1:\n");
        types(":again failed", "[web1,web2] $");
        terminal.await(screen -> screen.split("fail::dt:ssh:web2:", -1).length == 3);
        says("wc -l <tries", "okay::dt:ssh:web1:1\n", "okay::dt:ssh:web2:2\n");
    }

    @Test
    void wideCharactersAndANewWindowSizeKeepTheLineRight() throws Exception {
        shell("web1");
        terminal.writes("echo 日本語");
        terminal.presses("Left");
        terminal.presses("Left");
        terminal.writes("x");
        terminal.await(screen -> screen.contains("$ echo 日x本語"));
        terminal.presses("Enter");
        terminal.await(screen -> screen.contains("okay::dt:ssh:web1:日x本語\n"));

        terminal.resizes(40, 20);
        terminal.writes("echo 一二三四五六七八九十一二三四五六七八九十");
        terminal.await(screen -> screen.replace("\n", "").contains("[web1] $ echo 一二三四五六七八九十一二三四五六七八九十"));
        terminal.presses("Home");
        terminal.writes("true; ");
        terminal.await(screen -> screen.replace("\n", "").contains("[web1] $ true; echo 一二三四五六七八九十一二三四五六七八九十"));
        terminal.resizes(120, 30);
        terminal.presses("Enter");
        terminal.await(screen -> screen.contains("okay::dt:ssh:web1:一二三四五六七八九十一二三四五六七八九十\n"));
    }

    @Test
    void linesOfAPipeAndAPromptOfOnesOwn() throws Exception {
        terminal.types("printf 'hostname\\n:context web2\\nhostname; exit 3\\n' | dt sh web1; echo end$?");
        assertThat(terminal.await(screen -> screen.contains("end1")))
                .contains("okay::dt:ssh:web1:web1\nfail::dt:ssh:web2:web2\nend1");

        terminal.types("DTOOLS_PS1='on \\s: ' dt sh web1");
        terminal.await(screen -> screen.contains("on web1:"));
    }

    private void shell(String selector) throws Exception {
        shell("", selector);
    }

    private void shell(String options, String selector) throws Exception {
        terminal.types("dt " + options + " sh " + selector);
        terminal.await(screen -> screen.stripTrailing().endsWith("[" + selector + "] $"));
    }

    /** Types a line and waits for what it prints, and for the prompt behind it. */
    private void says(String line, String... prints) throws Exception {
        terminal.types(line);
        terminal.await(screen -> List.of(prints).stream().allMatch(screen::contains)
                && screen.stripTrailing().endsWith("] $"));
    }

    private void types(String line, String then) throws Exception {
        terminal.types(line);
        terminal.await(screen -> screen.stripTrailing().endsWith(then));
    }

    private void completes(String typed, String completed) throws Exception {
        terminal.writes(typed);
        terminal.await(screen -> screen.contains("] $ " + typed));
        terminal.presses("Tab");
        terminal.await(screen -> screen.contains("] $ " + completed.stripTrailing()));
        // What follows shows whether a blank was put behind it.
        terminal.writes("#");
        terminal.await(screen -> screen.contains("] $ " + completed + "#"));
        terminal.presses("C-u");
        terminal.presses("C-l");
        terminal.await(screen -> screen.strip().endsWith("] $"));
    }
}
