package dt.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dt.inventory.Setting;
import dt.inventory.Sources;
import dt.module.HostModule;
import dt.module.UsageException;
import dt.selector.Label;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the manuals list of options, selectors, commands and modules is what the program runs by, as its help is. */
class ManualTablesTest {
    private static final Pattern REGION =
            Pattern.compile("(\\.\\\\\" begin (\\S+)\n)(.*?)(\\.\\\\\" end \\2\n)", Pattern.DOTALL);

    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(strings = {"dt.1", "dt-agent.1", "dt-hosts.5", "dt-modules.7"})
    void theTablesAreThoseOfTheProgram(String name) throws Exception {
        var page = Files.readString(Path.of("src/main/man", name));
        var made = new StringBuilder();

        var region = REGION.matcher(page);
        assertThat(region.find()).isTrue();
        do {
            var table = region.group(1) + table(region.group(2)) + region.group(4);
            region.appendReplacement(made, Matcher.quoteReplacement(table));
        } while (region.find());
        region.appendTail(made);

        var now = Path.of("target/man").resolve(name);
        Files.createDirectories(now.getParent());
        Files.writeString(now, made);
        assertThat(page)
                .as("cp " + now + " src/main/man/ brings the tables up to date")
                .isEqualTo(made.toString());
    }

    private String table(String name) throws UsageException {
        return switch (name) {
            case "options" -> tagged(Flag.ofRuns().stream().map(ManualTablesTest::option));
            case "selectors" -> tagged(Arrays.stream(Label.values()).map(ManualTablesTest::selector));
            case "modules" -> tagged(modules().stream().map(m -> item(m.name(), m.usage(), sentence(m.summary()))));
            case "commands" -> tagged(Dt.verbs().stream().map(ManualTablesTest::command));
            case "module-texts" ->
                modules().stream()
                        .map(m -> ".Ss " + m.name() + "\n.Nm dt Ar selector Cm " + m.name() + words(m.usage())
                                + "\n.Pp\n" + sentence(m.summary()) + block(m.details()))
                        .collect(joining());
            case "agent-words" ->
                tagged(Arrays.stream(AgentWord.values()).map(w -> item(w.word(), "", sentence(w.meaning()))));
            case "keys" -> tagged(Arrays.stream(Setting.values()).map(s -> item(s.key(), "", sentence(s.meaning()))));
            default -> throw new IllegalArgumentException("no table " + name);
        };
    }

    private List<HostModule> modules() {
        return modules(home);
    }

    /** Those that dt has by itself. */
    static List<HostModule> modules(Path home) {
        var caller = new Surroundings(
                Map.of("HOME", home.toString()),
                home,
                new ByteArrayInputStream(new byte[0]),
                OutputStream.nullOutputStream(),
                new ByteArrayOutputStream(),
                Terminal.NONE,
                Prompt.NOBODY,
                new Interrupt());
        return Builtin.own(new Call(Options.none(), caller, Sources.Scripts.USUAL));
    }

    private static String tagged(Stream<String> items) {
        return ".Bl -tag -width Ds\n" + items.collect(joining()) + ".El\n";
    }

    private static String option(Flag flag) {
        var names = flag.names().stream().map(n -> n.substring(1)).collect(joining(" , "));
        var parameter = flag.parameter() == null ? "" : " Ar" + words(flag.parameter());
        var preset = flag.preset() == null ? "" : text("Default: " + flag.preset() + ".") + "\n";
        return ".It Fl " + names + parameter + "\n" + sentence(flag.meaning()) + preset;
    }

    private static String selector(Label label) {
        var forms = Arrays.stream(label.usage().split(" {2,}"))
                .map(ManualTablesTest::words)
                .collect(joining(" ,"));
        return ".It Cm" + forms + "\n" + block(label.help()).replaceFirst("^\\.Pp\n", "");
    }

    private static String command(Verb verb) {
        var flags = verb.flags().stream()
                .sorted()
                .map(f -> f.names().getFirst() + (f.parameter() == null ? "" : " " + f.parameter()))
                .collect(joining(", "));
        var options = flags.isEmpty() ? "" : text("Options: " + flags + ".") + "\n";
        return item(verb.name(), verb.usage(), sentence(verb.summary()) + block(verb.details()) + options);
    }

    private static String item(String name, String usage, String body) {
        return ".It Cm " + name + (usage.isEmpty() ? "" : " Ar" + words(usage)) + "\n" + body;
    }

    /** Words on a line of a macro, none of which is taken for a macro. */
    private static String words(String text) {
        return text.isEmpty()
                ? ""
                : Arrays.stream(text.split(" ")).map(w -> " \\&" + escaped(w)).collect(joining());
    }

    private static String sentence(String text) {
        return text(text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".") + "\n";
    }

    private static String block(String text) {
        return text.isEmpty()
                ? ""
                : ".Pp\n.Bd -literal -compact\n"
                        + text.strip().lines().map(ManualTablesTest::text).collect(joining("\n")) + "\n.Ed\n";
    }

    private static String text(String line) {
        var escaped = escaped(line);
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\e");
    }
}
