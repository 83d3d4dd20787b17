package dt.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class VisibleTest {
    @Test
    void aLineSaysNewlinesBackslashesAndControlBytes() {
        assertThat(Visible.line("a\\b\nc\rd\te\033[2J\177\r\n\n")).isEqualTo("a\\\\b\\nc\\rd\te\\0033[2J\\0177");
    }

    @Test
    void linesStayLinesAndLoseTheirCarriageReturns() {
        assertThat(Visible.lines("a\\b\r\nc\rd\n\033]0;x\007\n".getBytes(UTF_8)))
                .isEqualTo("a\\b\nc\\rd\n\\0033]0;x\\0007");
    }

    @Test
    void oneByteControlsOfUnicodeAreControls() {
        assertThat(Visible.line("\u009b2J\u0085 \u00a0é")).isEqualTo("\\0302\\02332J\\0302\\0205 \u00a0é");
    }

    @Test
    void bytesThatAreNoUtf8AreNumbers() {
        byte[] latin1OverlongSurrogateAndCut = {(byte) 0xe9, ' ', -64, -81, -19, -96, -128, -30, -126};
        assertThat(Visible.line(latin1OverlongSurrogateAndCut))
                .isEqualTo("\\0351 \\0300\\0257\\0355\\0240\\0200\\0342\\0202");
    }

    @Test
    void aNameBetweenColonsHasNone() {
        assertThat(Visible.field("fe80::1%eth0\n")).isEqualTo("fe80%3A%3A1%25eth0%0A");
    }

    @Property(tries = 500)
    void whateverAHostPrintsIsOneLineOfGoodText(@ForAll @Size(max = 60) byte[] text) {
        assertThat(Visible.line(text).codePoints())
                .allMatch(c -> c == '\t' || c != 0xfffd && !Character.isISOControl(c));
    }

    @Property(tries = 500)
    void goodTextWithoutControlsIsPrintedAsItIs(@ForAll @CharRange(from = ' ', to = '\ud7ff') String text) {
        var plain = text.codePoints()
                .filter(c -> !Character.isISOControl(c) && c != '\\')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        assertThat(Visible.line(plain)).isEqualTo(plain);
    }
}
