package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** "2 the words were wrong: option, selector, module, inventory (nothing was contacted)". */
class WrongWordsTest {
    @TempDir
    Path home;

    private Caller caller;
    private String db;

    @BeforeEach
    void inventory() throws IOException {
        caller = Caller.at(home);
        db = Files.writeString(home.resolve("hosts.yaml"), """
                hosts:
                  web[1-3]:
                    tags: [web, linux]
                  db1:
                    address: 10.0.0.5
                    port: 2222
                    tags: [db]
                """).toString();
    }

    @Test
    void anUnknownOptionIsNamedWithTheNearest() {
        assertThat(caller.types("--fanuot", "3", "all", "ssh", "date")).isEqualTo(2);
        assertThat(caller.complained()).isEqualTo("dt: unknown option --fanuot; did you mean --fanout?\n");
    }

    @Test
    void anUnknownLabelIsPointedAt() {
        assertThat(caller.types("-D", db, "tga:web", "ssh", "date")).isEqualTo(2);
        assertThat(caller.complained()).isEqualTo("""
                dt: there is no label tga; did you mean tag?
                    tga:web
                    ^
                """);
    }

    @Test
    void anUnknownModuleIsNamedWithTheNearest() {
        assertThat(caller.types("-D", db, "all", "shh", "date")).isEqualTo(2);
        assertThat(caller.complained()).isEqualTo("dt: there is no module shh; did you mean ssh?\n");
    }

    @Test
    void noMatchEndsWithFourAndGuesses() {
        assertThat(caller.types("-D", db, "tag:linx", "ssh", "date")).isEqualTo(4);
        assertThat(caller.complained()).isEqualTo("dt: no host matches tag:linx; did you mean tag:linux?\n");
    }

    @Test
    void aBadRangeIsPointedAt() {
        assertThat(caller.types("expand", "web[3-1]")).isEqualTo(2);
        assertThat(caller.complained()).startsWith("dt: the range runs backwards; write 1-3\n    web[3-1]\n");
    }

    @Test
    void brokenYamlIsNamedWithFileAndLine() throws IOException {
        var broken = Files.writeString(home.resolve("broken.yaml"), "hosts:\n  web1: {tags: [a\n");

        assertThat(caller.types("-D", broken.toString(), "all", "ssh", "date")).isEqualTo(2);
        assertThat(caller.complained()).startsWith("dt: " + broken + ":3:1: ").hasLineCount(1);
    }

    @Test
    void aTagWithABlankIsNamedWithItsPlace() throws IOException {
        var file = Files.writeString(home.resolve("blank.yaml"), "hosts:\n  web1:\n    tags: ['linux ']\n");

        assertThat(caller.types("-D", file.toString(), "all", "ssh", "date")).isEqualTo(2);
        assertThat(caller.complained()).startsWith("dt: " + file + ":3:12: ");
    }

    @Test
    void anUnknownSettingIsNamedWithItsPlace() throws IOException {
        Files.createDirectories(home.resolve(".config/dt"));
        var file = Files.writeString(home.resolve(".config/dt/config.yaml"), "fanuot: 3\n");

        assertThat(caller.types("-D", db, "all", "list")).isEqualTo(2);
        assertThat(caller.complained())
                .isEqualTo("dt: " + file + ":1:1: unknown setting fanuot; did you mean fanout?\n");
    }

    @Test
    void aShellHasHostsAndTheTerminalForItself() {
        assertThat(caller.types("-D", db, "sh", "tag:linx")).isEqualTo(4);
        assertThat(caller.complained()).startsWith("dt: no host matches tag:linx");
        assertThat(caller.types("-D", db, "-i", "sh")).isEqualTo(2);
        assertThat(caller.complained()).startsWith("dt: --interactive is not for dt sh");
        assertThat(caller.types("-D", db, "sh", "hosts")).isEqualTo(2);
        assertThat(caller.complained()).contains("sys:hosts");
    }

    @Test
    void everythingBehindTheModuleBelongsToIt() {
        assertThat(caller.types("-D", db, "-p", "db1", "ssh", "ls", "-a")).isZero();
        assertThat(caller.printed()).startsWith("info::dt:ssh:db1:").contains("ls -a");
    }

    @Test
    void listContactsNobodyAndPrintsTags() {
        assertThat(caller.types("-D", db, "db1", "list")).isZero();
        assertThat(caller.printed()).isEqualTo("okay::dt:list:db1:db\n");
    }

    @Test
    void hostsPrintsATable() {
        assertThat(caller.types("-D", db, "hosts", "tag:db")).isZero();
        assertThat(caller.printed()).isEqualTo("""
                HOST  ADDRESS   PORT  USER  JUMP  TAGS
                db1   10.0.0.5  2222  -     -     db
                """);
    }

    @Test
    void hostsSaysWhereEachValueStands() {
        assertThat(caller.types("-D", db, "hosts", "-v", "db1")).isZero();
        assertThat(caller.printed()).contains("port 2222").contains(db + ":6");
    }

    @Test
    void hostsAsJsonHasTheSettingsOfAConnection() {
        assertThat(caller.types("-D", db, "hosts", "-o", "json", "db1")).isZero();
        assertThat(caller.printed())
                .startsWith("{\"host\":\"db1\"")
                .contains("\"hostname\":\"10.0.0.5\"", "\"port\":2222", "\"tags\":[\"db\"]");
    }

    @Test
    void foldReadsStandardInput() {
        assertThat(caller.pipes("web1\nweb2 web3\n", "fold")).isZero();
        assertThat(caller.printed()).isEqualTo("web[1-3]\n");
    }

    @Test
    void expandCounts() {
        assertThat(caller.types("expand", "-c", "web[01-20]")).isZero();
        assertThat(caller.printed()).isEqualTo("20\n");
    }

    @Test
    void viewReadsResultLinesAndPassesOthersOn() {
        assertThat(caller.pipes("okay::dt:ssh:web1:same\nokay::dt:ssh:web2:same\nnoise\n", "view", "group"))
                .isZero();
        assertThat(caller.printed()).contains("web[1-2] (2)").contains("same");
        assertThat(caller.complained()).isEqualTo("noise\n");
    }

    @Test
    void aRunOnMoreHostsThanConfirmAboveIsNotBegunWithoutYes() throws IOException {
        Files.createDirectories(home.resolve(".config/dt"));
        Files.writeString(home.resolve(".config/dt/config.yaml"), "confirm_above: 2\n");

        assertThat(caller.types("-D", db, "all", "list")).isEqualTo(2);
        assertThat(caller.complained()).contains("confirm_above", "--yes");
        assertThat(caller.types("-D", db, "--yes", "all", "list")).isZero();
    }

    @Test
    void aHostThatRefusesIsAResultOfItsOwn() {
        assertThat(caller.types("-F", "none", "-D", "/dev/null", "127.0.0.1:1", "ssh", "date"))
                .isEqualTo(1);
        assertThat(caller.printed()).startsWith("fail::dt:ssh:127.0.0.1%3A1:unreachable: ");
    }
}
