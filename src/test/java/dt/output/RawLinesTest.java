package dt.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dt.inventory.Host;
import dt.module.Outcome;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
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
}
