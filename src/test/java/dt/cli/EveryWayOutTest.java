package dt.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dt.inventory.Host;
import dt.journal.Head;
import dt.journal.Journal;
import dt.journal.Journals;
import dt.journal.RunId;
import dt.module.Job;
import dt.module.Observer;
import dt.module.Outcome;
import dt.output.Colours;
import dt.output.CompactView;
import dt.output.DirView;
import dt.output.GroupView;
import dt.output.HostView;
import dt.output.JsonLines;
import dt.output.Normalize;
import dt.output.OmniLines;
import dt.output.RawLines;
import dt.output.Sink;
import dt.output.StatusView;
import dt.output.View;
import dt.output.Viewed;
import dt.remote.LocalRemote;
import dt.remote.Output;
import dt.remote.Remote;
import dt.run.BatchedRun;
import dt.run.Course;
import dt.run.Limits;
import dt.run.Waits;
import dt.secret.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * "Secrets: what was typed at a prompt or given by --secret-env NAME is replaced by *** on every way out: lines, json,
 * journal, ...; also across the borders of two chunks."
 */
class EveryWayOutTest {
    record Piece(boolean error, byte[] bytes) {}

    /** Noise of letters that need escapes in one format or another, with the secret cut in two somewhere. */
    @Provide
    static Arbitrary<List<Piece>> pieces() {
        var noise = Arbitraries.strings()
                .withChars("ab\\\"\n\u0001ü%:")
                .ofMaxLength(8)
                .map(s -> s.getBytes(UTF_8));
        var binary = Arbitraries.of(new byte[] {(byte) 0xff}, new byte[] {0});
        var half = Arbitraries.integers()
                .between(0, SECRET.length())
                .map(i -> SECRET.substring(0, i).getBytes(UTF_8));
        var rest = Arbitraries.integers()
                .between(0, SECRET.length())
                .map(i -> SECRET.substring(i).getBytes(UTF_8));
        var whole = Arbitraries.just(SECRET.getBytes(UTF_8));
        return Combinators.combine(Arbitraries.of(true, false), Arbitraries.oneOf(noise, binary, half, rest, whole))
                .as(Piece::new)
                .list()
                .ofMaxSize(20);
    }

    private static final String SECRET = "s3\\\"cü\nt";

    private record Printing(List<Piece> pieces) implements Job {
        @Override
        public Outcome on(Host host, Remote remote, Output output) {
            try {
                for (var piece : pieces) {
                    if (piece.error()) {
                        output.stderr(piece.bytes(), 0, piece.bytes().length);
                    } else {
                        output.stdout(piece.bytes(), 0, piece.bytes().length);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new Outcome.Killed("it said " + SECRET);
        }

        @Override
        public Map<String, Object> facts(Host host) {
            return Map.of("command", "echo " + SECRET, "services", List.of(Map.of("reason", SECRET)));
        }

        @Override
        public String plan(Host host) {
            return SECRET;
        }
    }

    private static void run(List<Piece> pieces, Observer observer) throws InterruptedException {
        var secrets = new Secrets();
        secrets.add(SECRET.toCharArray());
        var run = new BatchedRun(
                host -> new LocalRemote(Map.of(), Path.of("/")),
                Limits.DEFAULT,
                Path.of("/tmp"),
                Course.STRAIGHT,
                Waits.real());
        run.run("m", secrets.mask(new Printing(pieces)), List.of(Host.named("h")), secrets.mask(observer));
    }

    /** How the secret would look where a format escapes it. */
    private static final List<String> FORMS = List.of(
            SECRET,
            "s3\\\\\"cü\\nt", // OMNI
            "s3\\\"cü\\nt", // OMNI of the original
            "s3\\\\\\\"cü\\nt"); // JSON

    private static void assertNothingOfIt(String text) {
        assertThat(text).doesNotContain(FORMS);
    }

    @Property(tries = 150)
    void noSecretGetsOutByLines(@ForAll("pieces") List<Piece> pieces) throws Exception {
        for (var form : OmniLines.Form.values()) {
            var out = new ByteArrayOutputStream();
            run(pieces, new OmniLines(new Sink(out), form));
            var text = out.toString(UTF_8);
            if (form == OmniLines.Form.BASE64) {
                text = new String(Base64.getDecoder().decode(text.strip().split(":", 6)[5]), UTF_8);
            }
            if (form == OmniLines.Form.LEGACY) {
                // Two backslashes of a host look there as one does in the other form.
                assertThat(text).doesNotContain(SECRET, "s3\\\"cü\\nt");
            } else {
                assertNothingOfIt(text);
            }
        }
        var out = new ByteArrayOutputStream();
        run(pieces, new RawLines(new Sink(out), new Sink(out)));
        assertNothingOfIt(out.toString(UTF_8));
    }

    @Property(tries = 150)
    void noSecretGetsOutByJson(@ForAll("pieces") List<Piece> pieces) throws Exception {
        var out = new ByteArrayOutputStream();
        run(pieces, new JsonLines(new Sink(out), "run"));
        var text = out.toString(UTF_8);
        // What lacks the backslash of the secret looks there as the secret does in another format.
        assertThat(text).doesNotContain(SECRET, "s3\\\\\\\"cü\\nt");
        var json = tools.jackson.jr.ob.JSON.std.mapFrom(text);
        for (var field : List.of("stdout", "stderr")) {
            var value = (String) json.get(field);
            assertNothingOfIt(
                    json.get("encoding").equals("base64")
                            ? new String(Base64.getDecoder().decode(value), UTF_8)
                            : value);
        }
    }

    @Property(tries = 50)
    void noSecretGetsOutByViewsAndFolders(@ForAll("pieces") List<Piece> pieces) throws Exception {
        var out = new ByteArrayOutputStream();
        var views = List.<View>of(
                new HostView(out, Colours.decide(Colours.Mode.NEVER, false, false)),
                new StatusView(out, Colours.decide(Colours.Mode.NEVER, false, false)),
                new CompactView(out, Colours.decide(Colours.Mode.NEVER, false, false), InstantSource.system()),
                new GroupView(out, Colours.decide(Colours.Mode.NEVER, false, false), Normalize.NOTHING, false));
        for (var view : views) {
            run(pieces, new Viewed(view, new Sink(out)));
            view.finish();
        }
        assertNothingOfIt(out.toString(UTF_8));
        var folder = Files.createTempDirectory("dt-ways-");
        var dir = new DirView(folder);
        run(pieces, dir);
        dir.finish();
        assertNothingIn(folder);
    }

    @Property(tries = 50)
    void noSecretGetsIntoTheJournal(@ForAll("pieces") List<Piece> pieces) throws Exception {
        var folder = Files.createTempDirectory("dt-ways-");
        var head = new Head(RunId.next(Instant.now()), Instant.now(), "u", "/", "h", "m", List.of(), List.of(), false);
        try (var journal = Journal.begin(new Journals(folder), head, List.of(Host.named("h")), w -> {})) {
            run(pieces, journal.before(result -> {}));
        }
        assertNothingIn(folder);
    }

    private static void assertNothingIn(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (Files.isRegularFile(file)) {
                    // The pieces of the journal's output have heads between them: a secret is no more one then.
                    assertNothingOfIt(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1));
                    assertNothingOfIt(new String(Files.readAllBytes(file), UTF_8));
                }
                Files.delete(file);
            }
        }
    }
}
