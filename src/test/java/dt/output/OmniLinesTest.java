package dt.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dt.module.Outcome;
import dt.module.Result;
import dt.remote.RemoteException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The result line is an interface: a change here breaks somebody's script. */
class OmniLinesTest {
    private static final Outcome OKAY = new Outcome.Okay();

    private static String line(OmniLines.Form form, Result result) {
        var out = new ByteArrayOutputStream();
        new OmniLines(new Sink(out), form).ended(result);
        return out.toString(UTF_8);
    }

    private static String line(Result result) {
        return line(OmniLines.Form.ESCAPED, result);
    }

    @Test
    void onATerminalTheFieldsAreColouredAndTheTextIsNot() {
        var out = new ByteArrayOutputStream();
        var lines = new OmniLines(new Sink(out), OmniLines.Form.ESCAPED, Colours.ON);

        lines.ended(new Printed().out("\033[0m").by("web1", new Outcome.Okay()));
        lines.ended(new Printed().by("web2", new Outcome.Failed(3)));

        assertThat(out.toString(UTF_8)).isEqualTo("""
                \033[32;1mokay\033[0m::dt:\033[34;1mssh\033[0m:\033[1mweb1\033[0m:\\0033[0m
                \033[31;1mfail\033[0m::dt:\033[34;1mssh\033[0m:\033[1mweb2\033[0m:exit 3
                """);
    }

    @Test
    void bothStreamsAreTheTextInOrderOfArrival() {
        assertThat(line(new Printed().out("one\n").err("two\n").out("three\n").by("web1", OKAY)))
                .isEqualTo("okay::dt:ssh:web1:one\\ntwo\\nthree\n");
        assertThat(line(new Printed().by("web1", OKAY))).isEqualTo("okay::dt:ssh:web1:\n");
    }

    @Test
    void failureWithoutOutputHasItsReasonAsText() {
        var none = new Printed();
        assertThat(line(none.by("a", new Outcome.Unreachable(Reason.CONNECT, "connect timed out after 10s"))))
                .isEqualTo("fail::dt:ssh:a:unreachable: connect timed out after 10s\n");
        assertThat(line(none.by("a", new Outcome.Failed(3)))).isEqualTo("fail::dt:ssh:a:exit 3\n");
        assertThat(line(none.by("a", new Outcome.Signalled("TERM")))).isEqualTo("fail::dt:ssh:a:killed by TERM\n");
        assertThat(line(none.by("a", new Outcome.TimedOut(Duration.ofSeconds(5)))))
                .isEqualTo("fail::dt:ssh:a:command timed out after 5s\n");
        assertThat(line(none.by("a", new Outcome.TimedOut(Duration.ofMillis(1500)))))
                .isEqualTo("fail::dt:ssh:a:command timed out after 1.5s\n");
        assertThat(line(none.by("a", new Outcome.TimedOut(Duration.ofSeconds(5), false))))
                .isEqualTo("fail::dt:ssh:a:command timed out after 5s; kill unconfirmed\n");
        assertThat(line(none.by("a", new Outcome.Unknown("connection reset"))))
                .isEqualTo("fail::dt:ssh:a:unknown: connection reset\n");
        assertThat(line(none.by("a", new Outcome.Killed("Ctrl-C")))).isEqualTo("fail::dt:ssh:a:killed: Ctrl-C\n");
        assertThat(line(none.by("a", new Outcome.Skipped("the run was over"))))
                .isEqualTo("fail::dt:ssh:a:skipped: the run was over\n");
        assertThat(line(none.by("a", new Outcome.Broken(new IllegalStateException("x\ny")))))
                .isEqualTo("fail::dt:ssh:a:internal error: java.lang.IllegalStateException: x\\ny\n");
    }

    @Test
    void outputOfACommandThatEndedStandsAlone() {
        assertThat(line(new Printed().err("no such file\n").by("a", new Outcome.Failed(2))))
                .isEqualTo("fail::dt:ssh:a:no such file\n");
        assertThat(line(new Printed().out("x").by("a", new Outcome.Signalled("KILL"))))
                .isEqualTo("fail::dt:ssh:a:x\n");
    }

    @Test
    void outputThatIsOnlyAPartIsFollowedByTheReason() {
        var limit = new Outcome.TimedOut(Duration.ofSeconds(5));
        assertThat(line(new Printed().out("x").by("a", limit)))
                .isEqualTo("fail::dt:ssh:a:x\\ncommand timed out after 5s\n")
                .isEqualTo(line(new Printed().out("x\n").by("a", limit)));
        assertThat(line(new Printed().out("x\n").unreadable().by("a", OKAY)))
                .isEqualTo("okay::dt:ssh:a:x\\noutput lost: cannot read it back: Input/output error\n");
    }

    @Test
    void base64HasTheExactBytes() {
        assertThat(line(
                        OmniLines.Form.BASE64,
                        new Printed().out(new byte[] {0, -1}).out("\n\n").by("a", OKAY)))
                .isEqualTo("okay:base64:dt:ssh:a:AP8KCg==\n");
        assertThat(line(OmniLines.Form.BASE64, new Printed().by("a", new Outcome.Failed(3))))
                .isEqualTo("fail:base64:dt:ssh:a:ZXhpdCAz\n");
    }

    @Test
    void legacyLeavesBackslashes() {
        assertThat(line(OmniLines.Form.LEGACY, new Printed().out("a\\b\nc\n").by("a", OKAY)))
                .isEqualTo("okay::dt:ssh:a:a\\b\\nc\n");
    }

    @ParameterizedTest
    @CsvSource({
        "web1,web1",
        "ann@web1,ann@web1",
        "fe80::1%eth0,fe80%3A%3A1%25eth0",
        "größe,größe",
        "a\u202eb,a%E2%80%AEb"
    })
    void colonPercentAndWhatSeparatesArePercentEncodedInTheHost(String host, String field) {
        assertThat(line(new Printed().out("x:y").by(host, OKAY))).isEqualTo("okay::dt:ssh:" + field + ":x:y\n");
        assertThat(Field.decode(field)).isEqualTo(host);
    }

    @Test
    void blanksAndControlBytesOfAHostAreEncodedToo() {
        assertThat(Field.encode("a b\tc\nd\u001be\u0085f\u00a0")).isEqualTo("a%20b%09c%0Ad%1Be%C2%85f%C2%A0");
    }

    @Test
    void notesAndPromptsHaveTheSameShape() {
        assertThat(OmniLines.info("ssh", "a", "would run: a\\b\n", Colours.OFF))
                .isEqualTo("info::dt:ssh:a:would run: a\\\\b\n");
        assertThat(OmniLines.type("sudo", "a:1", "password: ", true)).isEqualTo("type:hidden:dt:sudo:a%3A1:password: ");
        assertThat(OmniLines.type("ssh", "a", "go on? ", false)).isEqualTo("type::dt:ssh:a:go on? ");
    }

    @Test
    void readerThatHasGoneIsToldFromAFullDisk() {
        for (boolean pipe : new boolean[] {true, false}) {
            var lines = new OmniLines(
                    new Sink(new OutputStream() {
                        @Override
                        public void write(int b) throws IOException {
                            throw new IOException(pipe ? "Broken pipe" : "No space left on device");
                        }
                    }),
                    OmniLines.Form.ESCAPED);
            var result = new Printed().out("x").by("a", OKAY);
            for (int twice = 0; twice < 2; twice++) {
                assertThatThrownBy(() -> lines.ended(result))
                        .isInstanceOfSatisfying(
                                ClosedOutputException.class,
                                closed -> assertThat(closed.readerLeft()).isEqualTo(pipe));
            }
        }
    }
}
