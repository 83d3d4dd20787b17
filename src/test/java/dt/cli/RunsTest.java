package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are remembered, on hosts that refuse and with a module that contacts nobody. */
class RunsTest {
    @TempDir
    Path home;

    private Caller caller;
    private String db;

    @BeforeEach
    void inventory() throws IOException {
        caller = Caller.at(home);
        db = Files.writeString(home.resolve("hosts.yaml"), """
                hosts:
                  web[1-3]: {address: 127.0.0.1, port: 1, tags: [web]}
                  db1: {tags: [db]}
                """).toString();
    }

    private int types(String... words) {
        var all = new java.util.ArrayList<>(List.of("-F", "none", "-D", db));
        all.addAll(List.of(words));
        return caller.types(all.toArray(String[]::new));
    }

    private Path runs() {
        return home.resolve(".local/state/dt/runs");
    }

    private String id() throws IOException {
        try (var folders = Files.list(runs())) {
            return folders.map(f -> f.getFileName().toString())
                    .filter(n -> n.contains("-"))
                    .max(String::compareTo)
                    .orElseThrow();
        }
    }

    @Test
    void everyRunIsListedWithItsCounts() throws IOException {
        types("tag:web", "ssh", "date");

        assertThat(types("runs")).isZero();
        assertThat(caller.printed().lines()).hasSize(2);
        assertThat(caller.printed().lines().toList().get(1))
                .startsWith(id())
                .matches(".* 3 +0 +0 +3 +0 +0  tag:web ssh date");
    }

    @Test
    void runsAsJsonHaveTheSameNumbers() {
        types("tag:db", "list");

        assertThat(types("runs", "-o", "json")).isZero();
        assertThat(caller.printed()).contains("\"module\":\"list\"", "\"state\":\"ended\"", "\"ok\":1");
    }

    @Test
    void showPrintsARunAgainInAnyView() throws IOException {
        types("tag:web", "ssh", "date");
        var lines = caller.printed();

        assertThat(types("runs", "show", "last")).isEqualTo(1);
        assertThat(caller.printed()).isEqualTo(lines);
        types("runs", "show", id(), "-o", "json");
        assertThat(caller.printed()).contains("\"run\":\"" + id() + "\"", "\"class\":\"connect\"");
        for (var view : List.of("host", "status", "compact", "group", "raw", "dir:" + home.resolve("out"))) {
            assertThat(types("runs", "show", "last", "-o", view)).as(view).isEqualTo(1);
        }
    }

    @Test
    void jsonOfARunNamesItAsTheJournalDoes() throws IOException {
        types("-o", "json", "tag:db", "list");
        assertThat(caller.printed()).contains("\"run\":\"" + id() + "\"");
    }

    @Test
    void hostsOfAnEarlierRunAreSelectedByTheirResult() {
        types("web1,web2", "ssh", "date");

        assertThat(types("hosts", "run:last:unreached")).isZero();
        assertThat(caller.printed()).contains("web1", "web2").doesNotContain("web3");
        assertThat(types("hosts", "run:last:ok")).isEqualTo(4);
        assertThat(types("hosts", "run:last & tag:web & !web1")).isZero();
        assertThat(caller.printed()).contains("web2").doesNotContain("web1");
    }

    @Test
    void aRunOrAStateThatIsNotThereIsPointedAt() {
        assertThat(types("run:last:failed", "list")).isEqualTo(2);
        assertThat(caller.complained()).startsWith("dt: no run is remembered in ");
        types("web1", "list");
        assertThat(types("run:last:faild", "list")).isEqualTo(2);
        assertThat(caller.complained()).isEqualTo("""
                dt: no host ends as "faild"; did you mean failed?
                    run:last:faild
                             ^
                """);
        assertThat(types("run:1999:failed", "list")).isEqualTo(2);
    }

    @Test
    void againRepeatsTheWordsOnTheHostsOfThatRun() throws IOException {
        types("web1,db1", "list");
        var first = id();

        assertThat(types("runs", "again", "last", "tag:db")).isZero();
        assertThat(caller.printed()).isEqualTo("okay::dt:list:db1:db\n");
        assertThat(types("runs", "again", first)).isZero();
        assertThat(caller.printed().lines()).hasSize(2);
        assertThat(types("runs", "again", first, "failed")).isEqualTo(4);
        assertThat(types("runs", "again", first, "unreached")).isEqualTo(4);
        assertThat(types("runs", "again", first, "web3")).isEqualTo(4);
    }

    @Test
    void againKeepsTheOptionsOfThatRunUnlessOthersAreGiven() {
        types("-o", "json", "db1", "list");

        types("runs", "again", "last");
        assertThat(caller.printed()).startsWith("{");
        types("runs", "again", "last", "-o", "omni");
        assertThat(caller.printed()).startsWith("okay::dt:list:db1");
    }

    @Test
    void unknownHostsAreNeverRepeatedUnlessNamed() throws IOException {
        types("web1,web2,db1", "list");
        // As if dt had died with db1 and web2 under way.
        var journal = runs().resolve(id()).resolve("journal");
        var text = Files.readString(journal)
                .replaceAll("\\{\"kind\":\"(end|result\",\"host\":\"(db1|web2))\".*\n", "")
                .replaceFirst("\"began\":\\d+", "\"began\":1");
        Files.writeString(journal, text);
        var id = id();

        types("runs", "show", id, "-o", "json");
        assertThat(caller.printed().lines().filter(line -> line.contains("\"class\":\"unknown\"")))
                .hasSize(2)
                .allMatch(line -> line.contains("\"host\":\"web2\"") || line.contains("\"host\":\"db1\""));
        assertThat(types("runs", "again", id)).isZero();
        assertThat(caller.printed()).isEqualTo("okay::dt:list:web1:web\n");
        assertThat(caller.complained()).startsWith("dt: left out, as nobody knows whether it ran there: db1, web2;");
        assertThat(types("runs", "again", id, "tag:web")).isZero();
        assertThat(caller.printed()).isEqualTo("okay::dt:list:web1:web\n");
        assertThat(types("runs", "again", id, "db1 + tag:web")).isZero();
        assertThat(caller.printed().lines()).hasSize(2).noneMatch(line -> line.contains("web2"));
        assertThat(types("runs", "again", id, "unknown")).isZero();
        assertThat(caller.printed().lines()).hasSize(2).noneMatch(line -> line.contains("web1"));
    }

    /** "Asks before a run on more than confirm_above hosts when on a terminal". */
    @Test
    void aRunOnManyHostsIsAskedForAndTheAnswerObeyed() throws IOException {
        Files.createDirectories(home.resolve(".config/dt"));
        Files.writeString(home.resolve(".config/dt/config.yaml"), "confirm_above: 2\n");
        var asked = new java.util.ArrayList<String>();
        for (var answer : List.of("y", "yes", "n", "", "why")) {
            caller = Caller.at(home).answering(new Prompt() {
                @Override
                public java.util.Optional<char[]> secret(String question) {
                    return java.util.Optional.empty();
                }

                @Override
                public java.util.Optional<String> line(String question) {
                    asked.add(question);
                    return java.util.Optional.of(answer);
                }
            });

            assertThat(types("tag:web", "list")).as(answer).isEqualTo(answer.startsWith("y") ? 0 : 2);
            assertThat(caller.printed().lines()).as(answer).hasSize(answer.startsWith("y") ? 3 : 0);
        }
        assertThat(asked).hasSize(5).allMatch("dt: run on 3 hosts? [y/N] "::equals);

        assertThat(types("--yes", "tag:web", "list")).isZero();
        assertThat(types("db1", "list")).isZero();
        assertThat(asked).hasSize(5);
    }

    @Test
    void noJournalLeavesNothing() {
        assertThat(types("--no-journal", "db1", "list")).isZero();
        assertThat(runs()).doesNotExist();
        assertThat(types("-p", "db1", "list")).isZero();
        assertThat(runs()).doesNotExist();
    }

    @Test
    void aJournalFolderThatCannotBeWrittenIsOneWarningAndTheRunGoesOn() throws IOException {
        Files.createDirectories(home.resolve(".local/state"));
        Files.writeString(home.resolve(".local/state/dt"), "a file");

        assertThat(types("tag:web", "list")).isZero();
        assertThat(caller.printed().lines()).hasSize(3);
        assertThat(caller.complained().lines()).hasSize(1);
        assertThat(caller.complained()).startsWith("dt: this run is not remembered: ");
    }

    @Test
    void aDamagedRunHidesNoOtherAndStopsNoRun() throws IOException {
        types("db1", "list");
        var damaged = Files.createDirectories(runs().resolve("20260101-000000-aaaa"));
        Files.writeString(damaged.resolve("journal"), "\0\0\0");

        assertThat(types("runs")).isZero();
        assertThat(caller.printed().lines()).hasSize(2);
        assertThat(caller.complained()).contains("20260101-000000-aaaa cannot be read");
        assertThat(types("db1", "list")).isZero();
        assertThat(caller.complained()).isEmpty();
    }

    @Test
    void maxFailEndsWithFiveAndSkipsTheRest() {
        assertThat(types("--batch", "1", "--max-fail", "2", "tag:web", "ssh", "date"))
                .isEqualTo(5);
        assertThat(caller.printed()).contains("web3:skipped: 2 hosts failed, and --max-fail is 2");
        assertThat(caller.complained()).contains("stopped", "--max-fail");
        assertThat(types("hosts", "run:last:skipped")).isZero();
        assertThat(caller.printed()).contains("web3").doesNotContain("web1");
    }

    @Test
    void wordsAboutTheCourseAreCheckedBeforeAnyHost() {
        for (var wrong : List.of(
                List.of("--batch", "0"),
                List.of("--batch", "1,,2"),
                List.of("--max-fail", "0"),
                List.of("--max-fail", "101%"),
                List.of("--pause", "3"),
                List.of("--batch", "1", "--pause", "soon"),
                List.of("--retry", "-1"),
                List.of("--lock", "../x"),
                List.of("--secret-env", "NO_SUCH_VARIABLE"))) {
            var words = new java.util.ArrayList<>(wrong);
            words.addAll(List.of("tag:web", "ssh", "date"));
            assertThat(types(words.toArray(String[]::new))).as(wrong.toString()).isEqualTo(2);
            assertThat(caller.complained()).startsWith("dt: " + wrong.get(wrong.size() - 2) + " ");
        }
        assertThat(runs()).doesNotExist();
    }

    @Test
    void aRunThatSentStandardInputIsNotRepeatedWithoutIt() throws IOException {
        types("--stdin", "tag:web", "ssh", "cat >motd");

        assertThat(types("runs", "again", "last")).isEqualTo(2);
        assertThat(caller.complained())
                .startsWith("dt: the run " + id() + " sent standard input to its hosts")
                .contains("dt --stdin runs again " + id() + " < FILE");
        assertThat(types("--stdin", "runs", "again", "last", "failed")).isEqualTo(4);
        assertThat(caller.complained())
                .isEqualTo("dt: no host matches run:" + id() + ":failed; dt runs says how many ended how\n");
        assertThat(types("--stdin", "runs", "again", "last")).isEqualTo(1);
        assertThat(caller.printed().lines()).hasSize(3);
    }

    @Test
    void aQuestionThatNobodyCouldAnswerIsFoundBeforeAnyHost() {
        assertThat(types("--batch", "2", "--pause", "ask", "tag:web", "list")).isEqualTo(2);
        assertThat(caller.printed()).isEmpty();
        assertThat(caller.complained()).startsWith("dt: not run: --pause ask has no terminal to ask at; ");
        assertThat(runs()).doesNotExist();

        // Where nothing would be asked, nobody is missed.
        assertThat(types("-p", "--batch", "2", "--pause", "ask", "tag:web", "list"))
                .isZero();
        assertThat(types("--batch", "2", "--pause", "ask", "web1,web2", "list")).isZero();
    }

    @Test
    void aPersonWhoLeavesAtTheQuestionHasTheRestSkipped() {
        caller = caller.answering(new Prompt() {
            @Override
            public Optional<char[]> secret(String question) {
                return Optional.empty();
            }

            @Override
            public Optional<String> line(String question) {
                return Optional.empty();
            }
        });

        assertThat(types("--batch", "2", "--pause", "ask", "tag:web", "list")).isEqualTo(1);
        assertThat(caller.printed()).contains("web3:skipped: nobody was there to answer --pause ask");
    }

    @Test
    void aModuleThatGoesInStepsByItselfMayPauseBetweenThem() {
        assertThat(types("-p", "--pause", "3", "tag:web", "nssmap", "push")).isZero();
        assertThat(types("--pause", "3", "tag:web", "nssmap", "status")).isEqualTo(2);
        assertThat(caller.complained()).startsWith("dt: --pause is between two batches, and there is one; add --batch");
    }

    @Test
    void aSecretIsStarsInLinesPlansMessagesAndTheJournalAndItsRunIsNotRepeated() throws IOException {
        // HOME is a variable that every caller has.
        var secret = home.toString();

        types("--secret-env", "HOME", "-p", "db1", "ssh", "mysql", "-p" + secret);
        assertThat(caller.printed()).contains("-p***").doesNotContain(secret);
        types("--secret-env", "HOME", "db1", "nosuch" + secret);
        assertThat(caller.complained()).contains("***").doesNotContain(secret);
        types("--secret-env", "HOME", "web1", "ssh", "mysql", "-p" + secret);
        try (var files = Files.walk(runs())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).doesNotContain("-p" + secret);
            }
        }
        assertThat(types("runs", "again", "last")).isEqualTo(2);
        assertThat(caller.complained()).contains("held a secret");
    }

    @Test
    void oneRunAtATimeHasALock() throws Exception {
        var locks = home.resolve(".local/state/dt/locks");
        try (var _ = dt.journal.RunLock.take(locks, "deploy", new dt.journal.RunId("20260101-000000-aaaa"))) {
            assertThat(types("--lock", "deploy", "db1", "list")).isEqualTo(3);
            assertThat(caller.complained())
                    .startsWith("dt: not run: the lock deploy is held by the run 20260101-000000-aaaa");
            assertThat(types("--lock", "other", "db1", "list")).isZero();
        }
        assertThat(types("--lock", "deploy", "db1", "list")).isZero();
        assertThat(locks.resolve("deploy")).doesNotExist();
    }
}
