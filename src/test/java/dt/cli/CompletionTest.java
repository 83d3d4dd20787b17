package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.completion.Answer;
import dt.completion.Candidate;
import dt.completion.ShellScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** "Completion for bash, zsh and fish, generated from the command model; dynamic words come from dt." */
class CompletionTest {
    @TempDir
    Path home;

    private Caller caller;

    @BeforeEach
    void hosts() throws IOException {
        caller = Caller.at(home);
        var folder = Files.createDirectories(home.resolve(".config/dt/hosts.d"));
        Files.writeString(folder.resolve("10.yaml"), """
                hosts:
                  web[1-3]: {tags: [web, linux]}
                  db1: {tags: [db, rack=r1]}
                """);
        var runs = Files.createDirectories(home.resolve(".local/state/dt/runs"));
        Files.createDirectory(runs.resolve("20260203-040506-x7k2"));
    }

    /** The committed files are what the command line of now gives; if not: {@code dt completion zsh > completions/_dt}. */
    @ParameterizedTest
    @EnumSource
    void theCommittedScriptIsThatOfTheModel(ShellScript script) throws IOException {
        assertThat(caller.types("completion", script.word())).isZero();

        assertThat(Files.readString(Path.of("completions", script.file()))).isEqualTo(caller.printed());
    }

    @Test
    void everyOptionAndItsLettersAreInEachScript() {
        for (var script : ShellScript.values()) {
            var text = script.of(Completion.model());
            for (var flag : Flag.ofRuns()) {
                assertThat(text).as(script.word()).contains(flag.key());
            }
        }
    }

    @Test
    void aWrongShellIsAnError() {
        assertThat(caller.types("completion", "bahs")).isEqualTo(ExitStatus.USAGE);
        assertThat(caller.complained())
                .isEqualTo("dt: dt completion takes the name of a shell: bash, zsh or fish; did you mean bash?\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tag:          | tag:db tag:linux tag:rack=r1 tag:web
            tag:l         | tag:linux
            tag:web,-l    | tag:web,-linux
            tag:web,+     | tag:web,+db tag:web,+linux tag:web,+rack=r1 tag:web,+web
            tag:(web,d    | tag:(web,db
            tag:web+db    | tag:web+db1
            we            | web web1 web2 web3
            root@we       | root@web1 root@web2 root@web3
            sys:web1,d    | sys:web1,db1
            web[1-2],d    | web[1-2],db1
            web[1-2       |
            not:tag:we    | not:tag:web
            !db           | !db1
            tag:web & !ta | tag:web & !tag:
            (db1 + web1   | (db1 + web1
            tag:web:ex    | tag:web:exp:
            all:ta        | all:tag:
            run:          | run:last run:20260203-040506-x7k2
            run:last:f    | run:last:failed
            run:2026:un   | run:2026:unreached run:2026:unknown
            (tag:web)     |
            ec2:t         | ec2:tag=
            exp:w         |
            """)
    void aSelectorIsCompletedAtItsEnd(String typed, String completed) {
        assertThat(words(typed)).isEqualTo(completed == null ? List.of() : split(typed, completed));
    }

    /** Words with blanks in them all begin with what was typed. */
    private static List<String> split(String typed, String words) {
        var prefix = typed.contains(" ") ? typed.substring(0, typed.lastIndexOf(' ') + 1) : "";
        return List.of(words.substring(prefix.length()).split(" ")).stream()
                .map(w -> prefix + w)
                .toList();
    }

    @Test
    void thePlaceOfACommandTakesSelectorsAndCommands() {
        assertThat(words("")).contains("hosts", "completion", "tag:", "all", "web1", "db1");
        assertThat(words("ho")).containsExactly("hosts");
        assertThat(words("-N", "db")).containsExactly("db1");
    }

    @Test
    void optionsAreCompletedBeforeTheSelectorAndTheirValuesToo() {
        assertThat(words("--run")).containsExactly("--run-timeout");
        assertThat(words("-C", "4", "--run")).containsExactly("--run-timeout");
        assertThat(words("-o", "co")).containsExactly("compact");
        assertThat(words("-Nqo", "co")).containsExactly("compact");
        assertThat(words("--color", "a")).containsExactly("auto", "always");
        assertThat(words("--normalize", "host,n")).containsExactly("host,number");
        assertThat(words("-O", "ProxyJ")).containsExactly("ProxyJump=");
        assertThat(words("--secret-env", "TMP")).containsExactly("TMPDIR");
        assertThat(answer("-F", "")).isEqualTo("\tfiles\n");
    }

    @Test
    void optionsBeforeTheSelectorSayWhichHostsThereAre() throws IOException {
        Files.writeString(home.resolve("others"), "app7 new\n");

        assertThat(words("-D", "others", "tag:")).containsExactly("tag:new");
        assertThat(words("-D", "nowhere", "tag:")).isEmpty();
    }

    @Test
    void modulesAndTheirOptionsAreCompleted() throws IOException {
        var folder = Files.createDirectories(home.resolve(".config/dt/modules"));
        var file = Files.writeString(folder.resolve("logtail"), """
                #!/bin/sh
                # dt: runs = remote
                # dt: usage = [-n COUNT] [--raw] FILE
                # dt: summary = newest lines
                """);
        assertThat(file.toFile().setExecutable(true)).isTrue();

        assertThat(words("all", "s")).containsExactly("scp", "script", "ssh", "ssh-copy-id", "sudo");
        assertThat(answer("all", "log")).isEqualTo("logtail\tnewest lines\n");
        assertThat(words("all", "logtail", "-")).containsExactly("--raw", "-n");
        assertThat(answer("all", "logtail", "-n", "")).isEmpty();
        assertThat(answer("all", "logtail", "-n", "3", "")).isEqualTo("\tfiles\n");
        assertThat(answer("all", "scp", "--")).isEqualTo("\tfiles\n--sudo\n");
        assertThat(words("all", "tag", "+d")).containsExactly("+db");
        assertThat(answer("all", "local", "")).isEqualTo("\tprograms\n");
        assertThat(answer("all", "ssh", "")).isEmpty();
        assertThat(answer("all", "nosuch", "")).isEmpty();
    }

    @Test
    void commandsHaveTheirOwnWords() {
        assertThat(words("agent", "")).containsExactly("status", "drop", "stop", "log");
        assertThat(words("agent", "status", "")).isEmpty();
        assertThat(words("view", "g")).containsExactly("group");
        assertThat(words("hosts", "tag:w")).containsExactly("tag:web");
        assertThat(words("hosts", "-o", "j")).containsExactly("json");
        assertThat(words("hosts", "--v")).containsExactly("--verbose");
        assertThat(words("runs", "")).containsExactly("show", "again");
        assertThat(words("runs", "show", "2")).containsExactly("20260203-040506-x7k2");
        assertThat(words("runs", "again", "last", "fa")).containsExactly("failed");
        assertThat(words("help", "vi")).containsExactly("view");
        assertThat(words("-h", "rs")).containsExactly("rscp");
        assertThat(words("completion", "")).containsExactly("bash", "zsh", "fish");
    }

    @Test
    void ofVeryManyHostsTheBeginningsAreOffered() throws IOException {
        Files.writeString(home.resolve("many.yaml"), "hosts:\n  web[00001-20000]: {}\n  other: {}\n");

        var answer = answer("-D", "many.yaml", "sys:web");

        assertThat(answer).startsWith("\tmore\nsys:web000\nsys:web001\n").endsWith("\nsys:web199\nsys:web20000\n");
        assertThat(answer.lines().count()).isEqualTo(1 + 201);
        assertThat(words("-D", "many.yaml", "web1234")).hasSize(11 - 1).contains("web12345");
    }

    @Test
    void whatIsWrongIsNothingAndSaysNothing() throws IOException {
        for (var words : new String[][] {
            {"--nosuch", ""},
            {"hosts", "--nosuch", ""},
            {},
            {"-o"},
            {"tag:((((", "x", "y"},
            {"run:nosuch:"},
            {"\u0000", ""}
        }) {
            answer(words);
        }
        Files.writeString(home.resolve(".config/dt/hosts.d/20.yaml"), "hosts: [\n");
        assertThat(words("sys:we")).isEmpty();
        Files.writeString(home.resolve(".config/dt/config.yaml"), "nosuch: 1\n");
        assertThat(answer("sys:we")).isEmpty();
    }

    @Test
    void anInventoryThatIsAProgramIsNotRun() throws IOException {
        var script = Files.writeString(
                home.resolve("list"), "#!/bin/sh\ntouch ran\necho '{\"all\":{\"hosts\":[\"app1\"]}}'\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();

        assertThat(words("-D", "list", "ap")).isEmpty();
        assertThat(home.resolve("ran")).doesNotExist();

        assertThat(caller.types("-D", "list", "hosts")).isZero();
        Files.delete(home.resolve("ran"));
        assertThat(words("-D", "list", "ap")).containsExactly("app1");
        assertThat(home.resolve("ran")).doesNotExist();
    }

    @Test
    void namesThatCouldDoSomethingToATerminalAreNotOffered() {
        var words = List.of("a\u001b]0;x\u0007", "\u202eb", "c\u200b", "d\te", "f\ng", "ok", "$(id)");

        assertThat(new Answer(Candidate.all(words), false, false).lines()).isEqualTo("ok\n$(id)\n");
    }

    private List<String> words(String... typed) {
        return answer(typed)
                .lines()
                .filter(line -> !line.startsWith("\t"))
                .map(line -> line.split("\t")[0])
                .toList();
    }

    private String answer(String... typed) {
        var all = new ArrayList<>(List.of("completion", "words", "--"));
        all.addAll(List.of(typed));
        assertThat(caller.types(all.toArray(String[]::new))).isZero();
        assertThat(caller.complained()).isEmpty();
        return caller.printed();
    }
}
