package dt.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** "A hostile host cannot move the cursor or forge a line", in the views as in the result line. */
class VisibleTest {
    @Test
    void linesStayLinesAndLoseTheirCarriageReturns() {
        assertThat(lines("a\\b\r\nc\rd\n\n\033]0;x\007\r\n\n")).isEqualTo("a\\b\nc\\rd\n\n\\0033]0;x\\0007");
    }

    @Test
    void onlyLineEndsAreNothing() {
        assertThat(lines("\r\n\n\r")).isEmpty();
    }

    @Test
    void oneByteControlsAndMarksOfDirectionAreNumbers() {
        assertThat(lines("\u009b2J\u202e\u00a0é")).isEqualTo("\\0302\\02332J\\0342\\0200\\0256\u00a0é");
    }

    @Property(tries = 500)
    void whateverAHostPrintsNothingActs(@ForAll @Size(max = 60) byte[] text) {
        assertThat(Visible.lines(text).codePoints())
                .allMatch(c -> c == '\t' || c == '\n' || c != 0xfffd && !Character.isISOControl(c) && !Utf8.acts(c));
    }

    private static String lines(String text) {
        return Visible.lines(text.getBytes(UTF_8));
    }
}
