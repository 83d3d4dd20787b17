package dt.output;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EscapeTest {
    private static String escaped(String text) {
        return Escape.of(text.getBytes(UTF_8));
    }

    private static byte[] stripped(byte[] text) {
        int end = text.length;
        while (end > 0 && (text[end - 1] == '\n' || text[end - 1] == '\r')) {
            end--;
        }
        return Arrays.copyOf(text, end);
    }

    /** Bytes that mean something to one of the rules, more often than chance would have it. */
    @Provide
    Arbitrary<byte[]> nasty() {
        var meaning = "\0\7\t\n\r\033" + "017n%'\\\177\200\233\302\342\250\256\355\360\364\377";
        var odd = Arbitraries.of(meaning.chars().boxed().toList());
        return Arbitraries.oneOf(odd, odd, Arbitraries.integers().between(0, 255))
                .map(Integer::byteValue)
                .array(byte[].class)
                .ofMaxSize(60);
    }

    @Test
    void textWithoutBackslashesAndControlBytesIsByteForByteWhatWasPrinted() {
        var text = "uid=0(root)\tgid=0: \"x\" 100% größer 日本 \uD83D\uDE00";
        assertThat(escaped(text)).isEqualTo(text);
        assertThat(escaped(text + "\r\n\n\r")).isEqualTo(text);
    }

    @Test
    void lineEndsInsideAreKeptAndThoseAtTheEndDropped() {
        assertThat(escaped("\na\r\n\n\rb\n")).isEqualTo("\\na\\r\\n\\n\\rb");
        assertThat(escaped("\n\r\n")).isEmpty();
    }

    @Test
    void hostileHostCannotMoveTheCursorNorForgeALine() {
        assertThat(escaped("\u001b[2J\u0007\u0000\u007f\\n")).isEqualTo("\\0033[2J\\0007\\0000\\0177\\\\n");
        assertThat(escaped("\u009b2J")).as("CSI in one character").isEqualTo("\\0302\\02332J");
        assertThat(escaped("a\u2028b\u202ec\u200fd\u2069e"))
                .isEqualTo("a\\0342\\0200\\0250b\\0342\\0200\\0256c\\0342\\0200\\0217d\\0342\\0201\\0251e");
    }

    @ParameterizedTest
    @CsvSource({
        "C0AF,overlong",
        "EDA080,surrogate",
        "F4908080,above U+10FFFF",
        "E282,cut",
        "80,continuation alone",
        "FF,never"
    })
    void whatIsNoUtf8IsEscapedByteByByte(String hex, String why) {
        var bytes = HexFormat.of().parseHex(hex);
        var expected = new StringBuilder();
        for (byte b : bytes) {
            expected.append(String.format("\\0%03o", b & 0xff));
        }
        assertThat(Escape.of(bytes)).as(why).isEqualTo(expected.toString());
    }

    @Test
    void cutCharacterDoesNotTakeTheNextOneWithIt() {
        assertThat(Escape.of("\u00e2\u0082é!".getBytes(ISO_8859_1))).isEqualTo("\\0342\\0202\\0351!");
        assertThat(Escape.of(new byte[] {(byte) 0xe2, (byte) 0x82, (byte) 0xc3, (byte) 0xa9}))
                .isEqualTo("\\0342\\0202é");
    }

    @Test
    void legacyLeavesBackslashes() {
        var out = new ByteArrayOutputStream();
        var sink = new Sink(out);
        var escape = new Escape(sink, true);
        var text = "C:\\new\nx\u001b".getBytes(UTF_8);
        escape.write(text, 0, text.length);
        escape.end();
        sink.flush();
        assertThat(out.toString(UTF_8)).isEqualTo("C:\\new\\nx\\0033");
    }

    @Property(tries = 500)
    void resultDoesNotDependOnHowTheBytesArrive(
            @ForAll("nasty") byte[] text, @ForAll List<@IntRange(min = 1, max = 5) Integer> cuts) {
        var out = new ByteArrayOutputStream();
        var sink = new Sink(out);
        var escape = new Escape(sink, false);
        int at = 0;
        for (int cut : cuts) {
            int size = Math.min(cut, text.length - at);
            escape.write(text, at, size);
            at += size;
        }
        escape.write(text, at, text.length - at);
        escape.end();
        sink.flush();
        assertThat(out.toString(UTF_8)).isEqualTo(Escape.of(text));
    }

    @Property(tries = 500)
    void resultIsOneLineOfValidTextAndCanBeUndone(@ForAll("nasty") byte[] text) throws CharacterCodingException {
        var line = Escape.of(text);
        var bytes = line.getBytes(UTF_8);
        assertThat(line.codePoints()).noneMatch(c -> (c < ' ' && c != '\t') || c == 0x7f || Utf8.acts(c));
        UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        assertThat(OmniText.unescape(bytes)).isEqualTo(stripped(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "dash", "/usr/bin/printf"})
    void printfGivesTheBytesBack(String printf) throws Exception {
        var script = new ByteArrayOutputStream();
        var expected = new ByteArrayOutputStream();
        var command = (printf.startsWith("/") ? printf : "printf") + " '%b\\n' '";
        for (var text : nasty().list().ofSize(200).sample()) {
            script.writeBytes(command.getBytes(UTF_8));
            script.writeBytes(Escape.of(text).replace("'", "'\\''").getBytes(UTF_8));
            script.writeBytes("'\n".getBytes(UTF_8));
            expected.writeBytes(stripped(text));
            expected.write('\n');
        }
        assertThat(run(printf.startsWith("/") ? "dash" : printf, script.toByteArray()))
                .isEqualTo(expected.toByteArray());
    }

    private static byte[] run(String shell, byte[] script) throws IOException, InterruptedException {
        var file = Files.createTempFile("escape", ".sh");
        try {
            Files.write(file, script);
            var process = new ProcessBuilder(shell, file.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var printed = process.getInputStream().readAllBytes();
            assertThat(process.waitFor()).isZero();
            return printed;
        } finally {
            Files.delete(file);
        }
    }
}
