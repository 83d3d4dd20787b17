package dt.nssmap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases that {@code src/test/c/vectors.c} runs through the library. */
class VectorsTest {
    private static final String LINE = "virtual:*:15000:15000:v:/home/virtual:/bin/sh\n";

    static Stream<String> cases() throws IOException {
        return Files.readAllLines(Path.of("src/test/nssmap/vectors"), StandardCharsets.US_ASCII).stream()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void javaSaysWhatTheLibrarySays(String line) {
        var fields = Stream.of(line.split("\t", -1)).map(VectorsTest::unescaped).toList();

        assertThat(said(fields)).isEqualTo(fields.getLast());
    }

    private static String said(List<String> fields) {
        var first = fields.get(1);
        var second = fields.get(2);
        return switch (fields.getFirst()) {
            case "siphash" -> {
                var hex = HexFormat.of();
                yield hex.toHexDigits(SipHash.of(hex.parseHex(first), hex.parseHex(second)));
            }
            case "conf" -> place(Checked.of(first));
            case "like" -> new Glob(first).matches(second) ? "yes" : "no";
            case "group" -> Long.toString(new GroupLine(first).gidFor(second).orElse(0));
            case "name" -> conf(first).refusal(second).isEmpty() ? "yes" : "no";
            case "uid" -> Long.toString(conf(first).uid(second).orElse(0));
            default -> "a wrong line";
        };
    }

    private static NssmapConf conf(String options) {
        return ((Checked.Right) Checked.of(LINE + options + "\n")).conf();
    }

    private static String place(Checked checked) {
        return switch (checked) {
            case Checked.Right _ -> "ok";
            case Checked.Wrong(var problems) ->
                problems.getFirst().line() + ":" + problems.getFirst().column();
        };
    }

    private static String unescaped(String field) {
        var text = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            c = field.charAt(++i);
            if (c == 'x') {
                text.append((char) Integer.parseInt(field, i + 1, i + 3, 16));
                i += 2;
            } else {
                text.append(c == 'n' ? '\n' : c == 't' ? '\t' : c);
            }
        }
        return text.toString();
    }
}
