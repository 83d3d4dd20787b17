package dt.output;

import dt.inventory.Host;
import dt.inventory.Login;
import dt.module.Captured;
import dt.module.Outcome;
import dt.module.Result;
import dt.remote.Connection;
import dt.remote.Output;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a host printed, in pieces as a test says. */
final class Printed implements Captured {
    private final List<Map.Entry<Boolean, byte[]>> pieces = new ArrayList<>();
    private boolean truncated;
    private boolean unreadable;

    Printed out(byte[] bytes) {
        pieces.add(Map.entry(false, bytes));
        return this;
    }

    Printed out(String text) {
        return out(text.getBytes(StandardCharsets.UTF_8));
    }

    Printed err(String text) {
        pieces.add(Map.entry(true, text.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    Printed cut() {
        truncated = true;
        return this;
    }

    /** The file it was kept in has gone. */
    Printed unreadable() {
        unreadable = true;
        return this;
    }

    Result by(String host, Outcome outcome) {
        var connection = new Connection("192.0.2.1", 22, "ann", List.of("gate"), false, Duration.ofMillis(7));
        return new Result(
                new Host(host, "h", Login.UNSAID, Set.of(), Map.of()),
                "ssh",
                outcome,
                this,
                outcome instanceof Outcome.Unreachable || outcome instanceof Outcome.Skipped ? null : connection,
                Instant.parse("2026-02-03T04:05:06.007891Z"),
                Duration.ofMillis(1234),
                1);
    }

    @Override
    public long bytes() {
        return pieces.stream().mapToLong(piece -> piece.getValue().length).sum();
    }

    @Override
    public boolean truncated() {
        return truncated;
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
        if (unreadable) {
            throw new IOException("Input/output error");
        }
    }

    @Override
    public void close() {}
}
