package dt.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** "-o host, -o status, -o compact are the original's dthost, dtstatus and dtcompact" */
class ViewsTest {
    private static final List<Seen> RUN = List.of(
            new Seen("web1", true, bytes("one\r\ntwo\n"), "ssh"),
            new Seen("db1", false, bytes("exit 3"), "ssh"),
            new Seen("::1", true, bytes(""), "ssh"),
            new Seen("web2", false, bytes("\033[2Jgot\n\\you"), "ssh"));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void hostViewIndentsTheLinesOfEachHost() throws Exception {
        assertThat(shown(new HostView(out, Colours.OFF))).isEqualTo("""
                okay::dt:ssh:web1:
                \tone
                \ttwo

                fail::dt:ssh:db1:
                \texit 3

                okay::dt:ssh:%3A%3A1:

                fail::dt:ssh:web2:
                \t\\0033[2Jgot
                \t\\you

                """);
    }

    @Test
    void statusViewPutsFailuresLast() throws Exception {
        assertThat(shown(new StatusView(out, Colours.OFF))).isEqualTo("""
                okay:
                \tweb1:one\\r\\ntwo
                \t%3A%3A1:

                fail:
                \tdb1:exit 3
                \tweb2:\\0033[2Jgot\\n\\\\you

                """);
    }

    @Test
    void compactViewCountsAndSaysWhatFailed() throws Exception {
        var times = new ArrayDeque<>(List.of(Instant.EPOCH, Instant.EPOCH.plusMillis(12_900)));

        assertThat(shown(new CompactView(out, Colours.OFF, times::remove))).isEqualTo("""
                .!.!

                Total:              4 in 12s
                Okay:                   2     [ 50%]
                Fail:                   2     [ 50%]

                Failed errors:
                fail::dt:ssh:db1:exit 3
                fail::dt:ssh:web2:\\0033[2Jgot\\n\\\\you

                """);
    }

    @Test
    void noHostsAreATotalOfNothing() throws Exception {
        new CompactView(out, Colours.OFF, () -> Instant.EPOCH).finish();
        new StatusView(out, Colours.OFF).finish();

        assertThat(out.toString(UTF_8)).isEqualTo("\nTotal:                  0\n");
    }

    @Test
    void eachHostIsShownAsItEnds() throws Exception {
        new StatusView(out, Colours.OFF).show(RUN.getFirst());
        new CompactView(out, Colours.OFF, () -> Instant.EPOCH).show(RUN.getFirst());

        assertThat(out.toString(UTF_8)).isEqualTo("okay:\n\tweb1:one\\r\\ntwo\n.");
    }

    @Test
    void statusWordsAreGreenAndRedAndHostsBold() throws Exception {
        var view = new HostView(out, Colours.ON);
        view.show(new Seen("a", true, bytes("")));
        view.show(new Seen("b", false, bytes("")));

        assertThat(out.toString(UTF_8))
                .isEqualTo(
                        "\033[32;1mokay\033[0m::dt::\033[1ma\033[0m:\n\n\033[31;1mfail\033[0m::dt::\033[1mb\033[0m:\n\n");
    }

    private String shown(View view) throws Exception {
        for (var seen : RUN) {
            view.show(seen);
        }
        view.finish();
        return out.toString(UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
