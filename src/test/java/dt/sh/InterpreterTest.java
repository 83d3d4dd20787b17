package dt.sh;

import static org.assertj.core.api.Assertions.assertThat;

import dt.completion.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** "A line is run on the context with module ssh unless it begins with :, . or @." */
class InterpreterTest {
    private final Fake calls = new Fake();
    private final Interpreter interpreter = new Interpreter(calls, Situation.of("tag:web"));

    @ParameterizedTest
    @ValueSource(
            strings = {"uptime", "echo 'a  b' | wc -c", "echo !x \\$HOME \"$(id)\" `id`", "cd /tmp; ls *", "-x", "日本語"})
    void aLineIsForTheHostsAsItIs(String line) throws IOException {
        interpreter.line(line);

        assertThat(calls.made).containsExactly(List.of("--", "tag:web", "ssh", line));
    }

    @Test
    void aBlankSendsToTheHostsWhatWouldBeForTheShell() throws IOException {
        interpreter.line(" ./script :x");
        interpreter.line(" ");
        interpreter.line("");

        assertThat(calls.made).containsExactly(List.of("--", "tag:web", "ssh", "./script :x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {":context db1 & !tag:x", ".context db1 & !tag:x", "@context   db1 & !tag:x  "})
    void theThreeSignsMeanTheSame(String line) throws IOException {
        interpreter.line(line);

        assertThat(interpreter.situation().selector()).isEqualTo("db1 & !tag:x");
    }

    @Test
    void aSelectorThatIsWrongChangesNothing() throws IOException {
        interpreter.line(":context tag:wrong");
        interpreter.line(":context");

        assertThat(calls.said).containsExactly("no host matches tag:wrong", "tag:web\n");
        assertThat(interpreter.status()).isEqualTo(2);
    }

    @Test
    void aModuleRunsOnceOrTakesTheLinesThatFollow() throws IOException {
        interpreter.line(":module scp 'a b' /tmp");
        interpreter.line(":module list");
        interpreter.line(":module sudo");
        interpreter.line("id | cat");
        interpreter.line("-u www id");
        interpreter.line(":module ssh");
        interpreter.line("id");

        assertThat(calls.made)
                .containsExactly(
                        List.of("--", "tag:web", "scp", "a b", "/tmp"),
                        List.of("--", "tag:web", "list"),
                        List.of("--", "tag:web", "sudo", "id | cat"),
                        List.of("--", "tag:web", "sudo", "-u", "www", "id"),
                        List.of("--", "tag:web", "ssh", "id"));
    }

    @Test
    void optionsAndFilterAreThoseOfEachRun() throws IOException {
        interpreter.line(":options \"-C 4 -T 5\"");
        interpreter.line(":filter group");
        interpreter.line("id");
        interpreter.line(":hosts");
        interpreter.line(":filter none");
        interpreter.line(":options \"\"");
        interpreter.line("id");

        assertThat(calls.made)
                .containsExactly(
                        List.of("-C", "4", "-T", "5", "--output=group", "--", "tag:web", "ssh", "id"),
                        List.of("-C", "4", "-T", "5", "--output=table", "hosts", "--", "tag:web"),
                        List.of("--", "tag:web", "ssh", "id"));
    }

    @Test
    void againRepeatsTheRunOfThisShell() throws IOException {
        interpreter.line(":again failed");
        calls.run = Optional.of("20260203-040506-x7k2");
        interpreter.line(":again failed");
        interpreter.line(":again");

        assertThat(calls.said).containsExactly("nothing was run here that could be repeated");
        assertThat(calls.made)
                .containsExactly(
                        List.of("runs", "again", "20260203-040506-x7k2", "failed"),
                        List.of("runs", "again", "20260203-040506-x7k2"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            :contxt db1   | there is no :contxt; did you mean :context? A blank before it sends the line to the hosts
            ./script      | there is no ./script; :help lists what there is. A blank before it sends the line to the hosts
            :filter grup  | there is no filter grup; did you mean group?
            :module shs   | there is no module shs; did you mean ssh?
            :options -i   | not here
            """)
    void whatIsWrongIsSaidWithWhatIsNear(String line, String message) throws IOException {
        interpreter.line(line);

        assertThat(calls.said).containsExactly(message);
        assertThat(calls.made).isEmpty();
        assertThat(interpreter.status()).isEqualTo(2);
    }

    @Test
    void linesFromAPipeAreReadToTheirEndOrToQuit() throws IOException {
        calls.status = 1;
        var lines = "id\n:quit\nnever\n".getBytes(StandardCharsets.UTF_8);

        assertThat(new Shell(calls, "web1").read(new ByteArrayInputStream(lines)))
                .isEqualTo(1);

        assertThat(calls.made).containsExactly(List.of("--", "web1", "ssh", "id"));
    }

    @Test
    void helpTellsAllWords() throws IOException {
        interpreter.line(":help");

        assertThat(calls.said.getFirst()).contains(OwnWord.words());
        assertThat(calls.said.getFirst().lines()).allMatch(line -> line.length() <= 110);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                        | [tag:web] $
            '\\s> '     | 'tag:web> '
            '\\m@\\s\\\\\\x% ' | 'ssh@tag:web\\\\x% '
            """)
    void thePromptIsThatOfTheDesignOrOnesOwn(String ps1, String prompt) {
        assertThat(PromptText.of(Situation.of("tag:web"), ps1 == null ? "" : ps1)
                        .stripTrailing())
                .isEqualTo(prompt.stripTrailing());
    }

    private static final class Fake implements Calls {
        final List<List<String>> made = new ArrayList<>();
        final List<String> said = new ArrayList<>();
        Optional<String> run = Optional.empty();
        int status;

        @Override
        public void columns(IntSupplier said) {}

        @Override
        public int call(List<String> words) {
            made.add(List.copyOf(words));
            return status;
        }

        @Override
        public boolean stop() {
            return false;
        }

        @Override
        public Optional<String> wrongOptions(List<String> options) {
            return options.contains("-i") ? Optional.of("not here") : Optional.empty();
        }

        @Override
        public Optional<String> wrongSelector(List<String> options, String selector) {
            return selector.contains("wrong") ? Optional.of("no host matches " + selector) : Optional.empty();
        }

        @Override
        public Optional<Boolean> needsWords(String module) {
            return modules().contains(module) ? Optional.of(!module.equals("list")) : Optional.empty();
        }

        @Override
        public List<String> modules() {
            return List.of("list", "scp", "ssh", "sudo");
        }

        @Override
        public Optional<String> lastRun() {
            return run;
        }

        @Override
        public Answer complete(List<String> words) {
            return Answer.NOTHING;
        }

        @Override
        public List<String> paths(List<String> options, String selector, String path) {
            return List.of();
        }

        @Override
        public void print(String text) {
            said.add(text);
        }

        @Override
        public void message(String text) {
            said.add(text);
        }
    }
}
