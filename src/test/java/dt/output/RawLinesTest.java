package dt.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dt.inventory.Host;
import dt.module.Outcome;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RawLinesTest {
    private static final Outcome OKAY = new Outcome.Okay();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final RawLines lines = new RawLines(new Sink(out), new Sink(err));

    private void print(String host, boolean error, String text) {
        lines.printed(Host.named(host), error, text.getBytes(UTF_8));
    }

    @Test
    void lineIsPrintedWhenItIsWholeAndTheLastOneAtTheEnd() {
        print("a", false, "one\r\ntw");
        assertThat(out.toString(UTF_8)).isEqualTo("a: one\n");
        print("b", false, "\u001b[2J\n\nx\n");
        print("a", true, "oh\n");
        print("a", false, "o");
        assertThat(out.toString(UTF_8)).isEqualTo("a: one\nb: \\0033[2J\nb: \nb: x\n");
        lines.ended(new Printed().out("one\r\ntwo").by("a", OKAY));
        assertThat(out.toString(UTF_8)).endsWith("a: two\n");
        assertThat(err.toString(UTF_8)).isEqualTo("a: oh\n");
    }

    @Test
    void failureThatItsOutputDoesNotTellIsToldOnStandardError() {
        lines.ended(new Printed().by("a", new Outcome.Failed(3)));
        lines.ended(new Printed().err("oh\n").by("b", new Outcome.Failed(3)));
        print("c", false, "part");
        lines.ended(new Printed().out("part").by("c", new Outcome.TimedOut(Duration.ofSeconds(5))));
        lines.ended(new Printed().by("d", OKAY));
        assertThat(out.toString(UTF_8)).isEqualTo("c: part\n");
        assertThat(err.toString(UTF_8)).isEqualTo("a: exit 3\nc: command timed out after 5s\n");
    }

    @Test
    void lineWithoutEndIsPrintedInPiecesOfWholeCharacters() {
        var text = "x" + "é".repeat(RawStream.LONGEST);
        print("a", false, text);
        assertThat(out.size()).as("before the end").isGreaterThan(RawStream.LONGEST);
        lines.ended(new Printed().out(text).by("a", OKAY));
        assertThat(out.toString(UTF_8).lines()).hasSize(3).allMatch(line -> line.length() <= RawStream.LONGEST);
        assertThat(out.toString(UTF_8).replace("\n", "").replace("a: ", "")).isEqualTo(text);
    }

    /** Mostly what hosts print, with all that needs care in between. */
    @Provide
    Arbitrary<byte[]> printed() {
        var plain = Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(30);
        var odd = Arbitraries.of(
                "\n", "\n\n", "\r\n", "\r", "\t", "\\", "\u001b[2J", "\u007f", "é", "日本", "\u202e", "\0");
        return Arbitraries.oneOf(plain, odd)
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts).getBytes(UTF_8));
    }

    @Property(tries = 500)
    void eachLineIsEscapedByItselfHoweverItArrives(
            @ForAll("printed") byte[] text, @ForAll List<@IntRange(min = 1, max = 40) Integer> cuts) {
        var printed = new ByteArrayOutputStream();
        var raw = new RawLines(new Sink(printed), new Sink(err));
        int at = 0;
        for (int cut : cuts) {
            int size = Math.min(cut, text.length - at);
            raw.printed(Host.named("a"), false, Arrays.copyOfRange(text, at, at + size));
            at += size;
        }
        raw.printed(Host.named("a"), false, Arrays.copyOfRange(text, at, text.length));
        raw.ended(new Printed().out(text).by("a", OKAY));

        assertThat(printed.toString(UTF_8)).isEqualTo(expected(text));
    }

    private static String expected(byte[] text) {
        var whole = new String(text, UTF_8);
        var all = new StringBuilder();
        int from = 0;
        for (int newline = whole.indexOf('\n'); newline >= 0; newline = whole.indexOf('\n', from)) {
            all.append("a: ").append(Escape.of(whole.substring(from, newline))).append('\n');
            from = newline + 1;
        }
        return from == whole.length()
                ? all.toString()
                : all.append("a: ")
                        .append(Escape.of(whole.substring(from)))
                        .append('\n')
                        .toString();
    }
}
