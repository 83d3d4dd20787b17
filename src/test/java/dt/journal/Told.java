package dt.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dt.inventory.Host;
import dt.module.Captured;
import dt.module.Observer;
import dt.module.Outcome;
import dt.module.Result;
import dt.remote.Connection;
import dt.remote.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs that a test makes, and an observer that writes down what it is told. */
final class Told implements Observer {
    static final Instant START = Instant.parse("2026-02-03T04:05:06.007891Z");

    final List<Result> results = new ArrayList<>();
    final List<String> printed = new ArrayList<>();

    @Override
    public void ended(Result result) {
        results.add(result);
        printed.add(text(result.output()));
    }

    static List<Host> hosts(String... names) {
        return Stream.of(names).map(Host::named).toList();
    }

    static Head head(RunId id) {
        return new Head(id, START, "ann", "/tmp", "all", "ssh", List.of("echo", "a \"b\"\n\\"), List.of(), false);
    }

    static Result result(String host, Outcome outcome, Captured output) {
        var connection = new Connection("192.0.2.1", 22, "ann", List.of("gate"), true, Duration.ofNanos(7));
        return new Result(Host.named(host), "ssh", outcome, output, connection, START, Duration.ofMillis(12), 2);
    }

    static Result okay(String host, String output) {
        return result(host, new Outcome.Okay(), new Pieces(List.of(Map.entry(false, output.getBytes(UTF_8)))));
    }

    /** Makes the process that wrote a journal one that has died. */
    static void kill(Path journal) throws IOException {
        var text = Files.readString(journal);
        Files.writeString(journal, text.replaceFirst("\"began\":\\d+", "\"began\":1"));
    }

    static String text(Captured output) {
        var bytes = new ByteArrayOutputStream();
        try {
            output.replay(new Output() {
                @Override
                public void stdout(byte[] from, int offset, int length) {
                    bytes.write(from, offset, length);
                }

                @Override
                public void stderr(byte[] from, int offset, int length) {
                    bytes.write('!');
                    bytes.write(from, offset, length);
                }
            });
        } catch (IOException e) {
            return "unreadable: " + e.getMessage();
        }
        return bytes.toString(UTF_8);
    }

    /** What a host printed, in pieces; true: to standard error. */
    record Pieces(List<Map.Entry<Boolean, byte[]>> pieces) implements Captured {
        @Override
        public long bytes() {
            return pieces.stream().mapToLong(p -> p.getValue().length).sum();
        }

        @Override
        public boolean truncated() {
            return false;
        }

        @Override
        public void replay(Output output) throws IOException {
            for (var piece : pieces) {
                var bytes = piece.getValue();
                if (piece.getKey()) {
                    output.stderr(bytes, 0, bytes.length);
                } else {
                    output.stdout(bytes, 0, bytes.length);
                }
            }
        }

        @Override
        public void close() {}
    }
}
