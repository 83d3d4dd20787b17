package dt.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dt.module.Outcome;
import dt.module.Result;
import dt.remote.RemoteException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.jr.ob.JSON;

class JsonLinesTest {
    private static final Outcome OKAY = new Outcome.Okay();
    private static final Schema SCHEMA = schema();

    static final List<Map.Entry<Outcome, String>> CLASSES = List.of(
            Map.entry(OKAY, "ok"),
            Map.entry(new Outcome.Failed(255), "exit"),
            Map.entry(new Outcome.Signalled("KILL"), "signal"),
            Map.entry(new Outcome.TimedOut(Duration.ofSeconds(1)), "timeout"),
            Map.entry(new Outcome.Unreachable(Reason.DNS, "x"), "dns"),
            Map.entry(new Outcome.Unreachable(Reason.CONNECT, "x"), "connect"),
            Map.entry(new Outcome.Unreachable(Reason.TIMEOUT, "x"), "timeout"),
            Map.entry(new Outcome.Unreachable(Reason.HOSTKEY, "x"), "hostkey"),
            Map.entry(new Outcome.Unreachable(Reason.AUTH, "x"), "auth"),
            Map.entry(new Outcome.Unreachable(Reason.LOST, "x"), "lost"),
            Map.entry(new Outcome.Unknown("x"), "unknown"),
            Map.entry(new Outcome.Killed("x"), "killed"),
            Map.entry(new Outcome.Skipped("x"), "skipped"),
            Map.entry(new Outcome.Broken(new IllegalStateException()), "module"));

    private static Schema schema() {
        try (var in = JsonLines.class.getResourceAsStream("result.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(in.readAllBytes(), UTF_8), InputFormat.JSON);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String line(Result result) {
        var out = new ByteArrayOutputStream();
        new JsonLines(new Sink(out), "20260203-1").ended(result);
        return out.toString(UTF_8);
    }

    private static Map<String, Object> object(Result result) {
        var line = line(result);
        assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
        assertThat(SCHEMA.validate(line, InputFormat.JSON)).isEmpty();
        return JSON.std.mapFrom(line);
    }

    @Test
    void lineHasTheFieldsOfTheContractInTheirOrder() {
        assertThat(line(new Printed().out("1\n").err("2\n").out("3\n").by("web1", OKAY)))
                .isEqualTo("""
                        {"v":1,"run":"20260203-1","host":"web1","address":"192.0.2.1","port":22,"user":"ann",\
                        "jump":["gate"],"module":"ssh","status":"okay","class":"ok","reason":null,"exit":0,"signal":null,\
                        "attempt":1,"start":"2026-02-03T04:05:06.007Z","connect_ms":7,"run_ms":1234,"reused":false,\
                        "stdout":"1\\n3\\n","stderr":"2\\n","encoding":"utf-8","truncated":false,"bytes":6}
                        """);
    }

    @ParameterizedTest
    @FieldSource("CLASSES")
    void everyOutcomeHasAClassAndKeepsTheSchema(Map.Entry<Outcome, String> outcome) {
        var object = object(new Printed().by("a", outcome.getKey()));
        assertThat(object).containsEntry("class", outcome.getValue());
        assertThat(object).containsEntry("status", outcome.getKey().isOkay() ? "okay" : "fail");
    }

    @Test
    void hostThatWasNotReachedHasNoAddress() {
        assertThat(object(new Printed().by("a", new Outcome.Unreachable(Reason.DNS, "x"))))
                .containsEntry("address", null)
                .containsEntry("connect_ms", null)
                .containsEntry("exit", null);
    }

    @Test
    void bytesThatAreNoUtf8AreBase64AndOutputThatWasCutSaysSo() {
        var object = object(
                new Printed().out(new byte[] {'a', -1, '\n'}).err("é").cut().by("a", OKAY));
        assertThat(object)
                .containsEntry("encoding", "base64")
                .containsEntry("stdout", "Yf8K")
                .containsEntry("stderr", "w6k=")
                .containsEntry("truncated", true);
    }

    @Test
    void characterCutBetweenPiecesOfBothStreamsIsWholeAgain() {
        var bytes = "日".getBytes(UTF_8);
        var object = object(new Printed()
                .out(Arrays.copyOfRange(bytes, 0, 1))
                .err("!")
                .out(Arrays.copyOfRange(bytes, 1, 3))
                .by("a", OKAY));
        assertThat(object).containsEntry("encoding", "utf-8").containsEntry("stdout", "日");
    }

    @Test
    void outputThatCannotBeReadBackIsStillALine() {
        assertThat(object(new Printed().out("x").unreadable().by("a", OKAY)))
                .containsEntry("stdout", "x")
                .containsEntry("truncated", true);
    }

    @Test
    void whatActsOnATerminalIsEscaped() {
        assertThat(line(new Printed().out("\u001b\u009b\u202e\u007f").by("a", OKAY)))
                .contains("\\u001b\\u009b\\u202e\\u007f");
    }

    @Property(tries = 300)
    void anyTextComesBack(@ForAll String text) {
        var bytes = text.getBytes(UTF_8);
        assertThat(object(new Printed().out(bytes).by("a", OKAY))).containsEntry("stdout", new String(bytes, UTF_8));
    }

    @Property(tries = 300)
    void anyBytesComeBack(@ForAll byte[] bytes) {
        var object = object(new Printed().out(bytes).by("a", OKAY));
        var stdout = String.valueOf(object.get("stdout"));
        var back =
                "base64".equals(object.get("encoding")) ? Base64.getDecoder().decode(stdout) : stdout.getBytes(UTF_8);
        assertThat(back).isEqualTo(bytes);
    }
}
