package dt.module.runit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What hosts print, and what could be printed in its place. A bar stands for NUL. */
class AnswerTest {
    private static final String RUN = " 40 00 00 00 6b 07 5a 6a 1d cd 65 00 67 12 00 00\n 00 75 00 01\n";
    private static final String DOWN = " 40 00 00 00 6b 07 5a 6a 1d cd 65 00 00 00 00 00\n 00 64 00 00\n";
    private static final String GOOD = "dt-runit|1795644300|service|httpd|" + RUN + "|up|" + DOWN + "|up|"
            + "service|mysqld|" + RUN + "|down||up|late|mysqld|problem|x|denied||note|old|disabled|end|";

    private static byte[] bytes(String text) {
        return text.replace('|', '\0').getBytes(UTF_8);
    }

    private static List<String> lines(String text) {
        return Answer.parse(bytes(text)).orElseThrow().services().stream()
                .map(ServiceState::line)
                .toList();
    }

    @Test
    void aWholeAnswerIsAServiceALine() {
        assertThat(lines(GOOD))
                .containsExactly(
                        "httpd: run pid=4711 uptime=300 want=up log=down",
                        "mysqld: run pid=4711 uptime=300 want=up normally=down timeout",
                        "x: not permitted: its supervise folder is closed to this user; add --sudo",
                        "old: disabled");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "01 75 00 01; run pid=4711 uptime=300 want=up paused",
                "00 64 01 01; run pid=4711 uptime=300 want=down term",
                "00 64 00 02; finish pid=4711 uptime=300 want=down",
                "00 75; run pid=4711 uptime=300 want=up",
                "00 00; run pid=4711 uptime=300 want=none"
            })
    void whatIsNotAsItMostlyIsHasWordsOfItsOwn(String flags, String line) {
        var hex = RUN.replace("00 75 00 01", flags);

        assertThat(lines("dt-runit|1795644300|service|httpd|" + hex + "|up||up|end|"))
                .containsExactly("httpd: " + line);
    }

    @Test
    void aNameCannotForgeALine() {
        assertThat(lines("dt-runit|1795644300|service|a\nhttpd: run\r%|" + RUN + "|up||up|end|"))
                .containsExactly("a%0Ahttpd%3A run%0D%25: run pid=4711 uptime=300 want=up");
    }

    @Test
    void whatAProgramThereSaidStaysOneLine() {
        assertThat(lines("dt-runit|1|problem|a|failed|ln: no\nln: never\n|end|"))
                .containsExactly("a: failed: ln: no; ln: never");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "|",
                "dt-runit|",
                "dt-runit|now|end|",
                "dt-runit|99999999999999999999|end|",
                "dt-runit|9223372036854775807|end|",
                "dt-runit|1|",
                "dt-runit|1|end",
                "dt-runit|1|end|more",
                "motd\ndt-runit|1|end|",
                "dt-runit|1|late|a|end|",
                "dt-runit|1|note|a|great|end|",
                "dt-runit|1|problem|a|sick||end|",
                "dt-runit|1|service|a|xyz|up||up|end|",
                "dt-runit|1|service|a|123|up||up|end|"
            })
    void whatIsNotWholeOrNotOursIsNoAnswer(String text) {
        assertThat(Answer.parse(bytes(text))).isEmpty();
    }

    @Test
    void aStatusThatCannotBeIsTroubleOfThatServiceAlone() {
        assertThat(lines("dt-runit|1795644300|service|a|40 00|up||up|service|b|" + RUN + "|up||up|end|"))
                .containsExactly(
                        "a: its status is not one of runit or daemontools: the status has 2 bytes, not 20 or 18",
                        "b: run pid=4711 uptime=300 want=up");
    }

    @Test
    void anAnswerIsAboutWhatWasAskedFor() {
        var answer = Answer.parse(bytes(GOOD)).orElseThrow();

        assertThat(answer.isAbout(List.of())).isTrue();
        assertThat(answer.isAbout(List.of("httpd", "mysqld", "x", "old"))).isTrue();
        assertThat(answer.isAbout(List.of("httpd"))).isFalse();
    }

    /** Every prefix, and many answers with a byte changed or moved: each is an answer or none, and no line breaks. */
    @Test
    void anyBytesAreAnAnswerOrNone() {
        var good = bytes(GOOD);
        for (int i = 0; i < good.length; i++) {
            assertThat(Answer.parse(java.util.Arrays.copyOf(good, i))).isEmpty();
        }
        var random = new Random(20);
        int answers = 0;
        for (int i = 0; i < 30_000; i++) {
            var bytes = good.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                bytes[random.nextInt(bytes.length)] =
                        random.nextInt(3) == 0 ? bytes[random.nextInt(bytes.length)] : (byte) random.nextInt(256);
            }
            var answer = Answer.parse(bytes);
            if (answer.isPresent()) {
                answers++;
                for (var service : answer.get().services()) {
                    service.fields();
                    assertThat(service.line())
                            .as(new String(bytes, ISO_8859_1))
                            .doesNotContain("\n", "\r", "\0")
                            .contains(": ");
                }
            }
        }
        assertThat(answers).isPositive();
    }
}
