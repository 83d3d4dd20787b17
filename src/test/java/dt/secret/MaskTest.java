package dt.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dt.remote.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MaskTest {
    private final Secrets secrets = new Secrets();
    private final Kept kept = new Kept();
    private final MaskedOutput masked = new MaskedOutput(secrets, kept);

    private static final class Kept implements Output {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final ByteArrayOutputStream err = new ByteArrayOutputStream();
        final ByteArrayOutputStream both = new ByteArrayOutputStream();

        @Override
        public void stdout(byte[] bytes, int offset, int length) {
            out.write(bytes, offset, length);
            both.write(bytes, offset, length);
        }

        @Override
        public void stderr(byte[] bytes, int offset, int length) {
            err.write(bytes, offset, length);
            both.write(bytes, offset, length);
        }
    }

    private void secret(String text) {
        secrets.add(text.toCharArray());
    }

    private void out(String text) throws IOException {
        masked.stdout(text.getBytes(UTF_8), 0, text.getBytes(UTF_8).length);
    }

    private void err(String text) throws IOException {
        masked.stderr(text.getBytes(UTF_8), 0, text.getBytes(UTF_8).length);
    }

    @Test
    void aSecretAcrossTheBordersOfChunksIsReplaced() throws IOException {
        secret("hunter2");
        for (var piece : List.of("pw=h", "unt", "er", "2!\nhunter", "3 h")) {
            out(piece);
        }
        masked.end();

        assertThat(kept.out.toString(UTF_8)).isEqualTo("pw=***!\nhunter3 h");
    }

    @Test
    void whatIsNoBeginningOfASecretGoesOnAtOnce() throws IOException {
        secret("hunter2");
        out("password: ");
        assertThat(kept.out.toString(UTF_8)).isEqualTo("password: ");
        out("hunt");
        assertThat(kept.out.toString(UTF_8)).isEqualTo("password: ");
        out("ing");
        assertThat(kept.out.toString(UTF_8)).isEqualTo("password: hunting");
    }

    @Test
    void aSecretThatIsSpreadOverBothStreamsIsInNeitherNorInTheirOrderOfArrival() throws IOException {
        secret("hunter2");
        out("a hun");
        err("ter2 b");
        masked.end();

        assertThat(kept.both.toString(UTF_8)).isEqualTo("a ****** b");
        assertThat(kept.err.toString(UTF_8)).isEqualTo("*** b");
    }

    @Test
    void secretsThatOverlapLeaveNothingOfEither() throws IOException {
        secret("abcd");
        secret("cdef");
        out("xabc");
        out("defx");
        masked.end();

        assertThat(kept.out.toString(UTF_8)).isEqualTo("x***x");
    }

    @Test
    void aSecretThatIsTypedDuringTheRunCountsFromThenOn() throws IOException {
        out("hunter2 ");
        secret("hunter2");
        out("hunter2 ");
        masked.end();

        assertThat(kept.out.toString(UTF_8)).isEqualTo("hunter2 *** ");
    }

    @Test
    void anEmptySecretIsNone() {
        secret("");
        assertThat(secrets.mask("text")).isEqualTo("text");
    }

    @Test
    void aStreamIsMaskedUpToEachFlush() throws IOException {
        secret("hunter2");
        var bytes = new ByteArrayOutputStream();
        var stream = secrets.mask(bytes);
        stream.write("dt: no module hun".getBytes(UTF_8));
        stream.write("ter2\n".getBytes(UTF_8));
        stream.flush();

        assertThat(bytes.toString(UTF_8)).isEqualTo("dt: no module ***\n");
    }

    record Piece(boolean error, String text) {}

    @Provide
    static Arbitrary<List<Piece>> pieces() {
        // Few letters, so that secrets do occur, and overlap, and are cut.
        var text = Arbitraries.strings().withChars("abü\n").ofMinLength(1).ofMaxLength(6);
        return Combinators.combine(Arbitraries.of(true, false), text)
                .as(Piece::new)
                .list()
                .ofMaxSize(30);
    }

    @Provide
    static Arbitrary<String> secretTexts() {
        return Arbitraries.strings().withChars("abü\n").ofMinLength(2).ofMaxLength(7);
    }

    @Property(tries = 3000)
    void noSecretIsInWhatGoesOnHoweverItCame(
            @ForAll @Size(min = 1, max = 3) List<@net.jqwik.api.From("secretTexts") String> all,
            @ForAll("pieces") List<Piece> pieces)
            throws IOException {
        var own = new Secrets();
        var seen = new Kept();
        var output = new MaskedOutput(own, seen);
        all.forEach(s -> own.add(s.toCharArray()));
        for (var piece : pieces) {
            var bytes = piece.text().getBytes(UTF_8);
            if (piece.error()) {
                output.stderr(bytes, 0, bytes.length);
            } else {
                output.stdout(bytes, 0, bytes.length);
            }
        }
        output.end();

        for (var stream : List.of(seen.out, seen.err, seen.both)) {
            assertThat(stream.toString(UTF_8)).doesNotContain(all);
        }
    }

    @Property(tries = 1000)
    void whatIsNoSecretComesThroughByteForByte(@ForAll("pieces") List<Piece> pieces) throws IOException {
        var own = new Secrets();
        own.add("xyz".toCharArray());
        own.add("aby".toCharArray());
        var seen = new Kept();
        var output = new MaskedOutput(own, seen);
        var expected = new ArrayList<String>(List.of("", ""));
        for (var piece : pieces) {
            var bytes = piece.text().getBytes(UTF_8);
            int stream = piece.error() ? 1 : 0;
            expected.set(stream, expected.get(stream) + piece.text());
            if (piece.error()) {
                output.stderr(bytes, 0, bytes.length);
            } else {
                output.stdout(bytes, 0, bytes.length);
            }
        }
        output.end();

        assertThat(List.of(seen.out.toString(UTF_8), seen.err.toString(UTF_8))).isEqualTo(expected);
    }
}
