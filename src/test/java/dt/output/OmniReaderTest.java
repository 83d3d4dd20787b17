package dt.output;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dt.module.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OmniReaderTest {
    private static final class Seen implements OmniReader.Lines {
        private final List<OmniLine> omni = new ArrayList<>();
        private final List<String> other = new ArrayList<>();

        @Override
        public void omni(OmniLine line) {
            omni.add(line);
        }

        @Override
        public void other(byte[] line) {
            other.add(new String(line, UTF_8));
        }
    }

    private static Seen read(byte[] bytes, int longest) throws IOException {
        var seen = new Seen();
        new OmniReader(new ByteArrayInputStream(bytes), longest).read(seen);
        return seen;
    }

    private static Seen read(String text) throws IOException {
        return read(text.getBytes(UTF_8), 1000);
    }

    @Test
    void textIsDecodedAndMayHoldColons() throws IOException {
        var line = read("fail::dt:ssh:fe80%3A%3A1%25eth0:a:b\\\\n\\n\\0033\\r\n")
                .omni
                .getFirst();
        assertThat(line.status()).isEqualTo("fail");
        assertThat(line.module()).isEqualTo("ssh");
        assertThat(line.host()).isEqualTo("fe80::1%eth0");
        assertThat(line.text()).asString(UTF_8).isEqualTo("a:b\\n\n\u001b\r");
        assertThat(line.cut()).isFalse();
    }

    @Test
    void base64IsDecodedAndALastLineNeedsNoNewline() throws IOException {
        assertThat(read("okay:base64:dt:ssh:a:AP8K").omni.getFirst().text()).containsExactly(0, -1, '\n');
    }

    @Test
    void backslashOfAnOldProgramStaysOne() throws IOException {
        var line = read("okay::dt:ssh:a:C:\\temp\\08\\0777\\0\\").omni.getFirst();
        assertThat(line.text()).asString(UTF_8).isEqualTo("C:\\temp\\08\\0777\\0\\");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Warning: okay::dt:ssh:a:x",
                "okay::dt:ssh:a",
                "done::dt:ssh:a:x",
                "okay:rot13:dt:ssh:a:x",
                "okay::xx:ssh:a:x",
                "okay::dt::a:x",
                "okay::dt:ssh::x",
                "okay:base64:dt:ssh:a:!!!"
            })
    void lineThatIsNoneOfOursIsHandedOn(String line) throws IOException {
        var seen = read(line + "\nokay::dt:ssh:b:x\n");
        assertThat(seen.other).containsExactly(line);
        assertThat(seen.omni).extracting(OmniLine::host).containsExactly("b");
    }

    @Test
    void lineLongerThanTheLimitIsCutAndSaysSo() throws IOException {
        var seen = read("okay::dt:ssh:a:" + "x".repeat(5000) + "\nokay:base64:dt:ssh:b:" + "AAAA".repeat(5000) + "\n"
                + "y".repeat(5000) + "\nokay::dt:ssh:c:x\n");
        assertThat(seen.omni).extracting(OmniLine::cut).containsExactly(true, true, false);
        assertThat(seen.omni.getFirst().text()).hasSize(1000 - "okay::dt:ssh:a:".length());
        assertThat(seen.other).containsExactly("y".repeat(1000));
    }

    @Property(tries = 300)
    void whatOmniLinesWritesIsReadBack(@ForAll byte[] text, @ForAll OmniReaderTest.Exact form) throws IOException {
        var out = new ByteArrayOutputStream();
        new OmniLines(new Sink(out), form.form).ended(new Printed().out(text).by("a:b", new Outcome.Okay()));
        var line = read(out.toByteArray(), 1 << 20).omni.getFirst();
        assertThat(line.host()).isEqualTo("a:b");
        assertThat(new String(line.text(), ISO_8859_1).replaceAll("[\r\n]+\\z", ""))
                .isEqualTo(new String(text, ISO_8859_1).replaceAll("[\r\n]+\\z", ""));
    }

    enum Exact {
        ESCAPED(OmniLines.Form.ESCAPED),
        BASE64(OmniLines.Form.BASE64);

        private final OmniLines.Form form;

        Exact(OmniLines.Form form) {
            this.form = form;
        }
    }

    @Provide
    Arbitrary<String> lines() {
        return Arbitraries.of(
                        "okay",
                        "fail",
                        ":",
                        ":",
                        ":",
                        ":dt:",
                        "base64",
                        "ssh",
                        "%",
                        "%4",
                        "%zz",
                        "\\",
                        "\\0",
                        "\\0377",
                        "\n",
                        "\u0000",
                        "é",
                        "AAAA",
                        "=",
                        "okay::dt:ssh:a:",
                        "okay:base64:dt:ssh:%41:")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 1000)
    void noInputStopsTheReaderAndNoLineIsLost(@ForAll("lines") String text) throws IOException {
        var bytes = text.getBytes(UTF_8);
        for (int longest : new int[] {7, 30, 10_000}) {
            var seen = read(bytes, longest);
            assertThat(seen.omni.size() + seen.other.size())
                    .isEqualTo((int) text.lines().count());
            assertThat(seen.omni).allMatch(line -> line.text().length <= longest);
        }
    }
}
