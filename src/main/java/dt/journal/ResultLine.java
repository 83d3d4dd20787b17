package dt.journal;

import dt.inventory.Host;
import dt.module.Captured;
import dt.module.Outcome;
import dt.module.Result;
import dt.remote.Connection;
import dt.remote.RemoteException.Reason;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A result as a line of a journal, and back. Its output is in the other file: where, says the line. */
final class ResultLine {
    static final String KIND = "result";

    private ResultLine() {}

    /** @param from where in the output file the bytes begin, and how many of them the file has, heads included */
    static byte[] of(Result result, long from, long length, boolean cut) {
        var line = new Line(KIND)
                .with("host", result.host().label())
                .with("state", HostState.of(result.outcome()).word());
        outcome(line, result.outcome());
        line.with("start", result.start().toString())
                .with("ran", result.ran().toNanos())
                .with("attempt", result.attempt());
        var connection = result.connection();
        if (connection != null) {
            line.with("address", connection.address())
                    .with("port", connection.port())
                    .with("user", connection.user())
                    .with("jump", connection.jump())
                    .with("reused", connection.reused())
                    .with("connect", connection.took().toNanos());
        }
        return line.with("from", from)
                .with("length", length)
                .with("bytes", result.output().bytes())
                .with("cut", cut)
                .bytes();
    }

    private static void outcome(Line line, Outcome outcome) {
        switch (outcome) {
            case Outcome.Okay() -> line.with("outcome", "okay");
            case Outcome.Failed(var status) -> line.with("outcome", "failed").with("status", status);
            case Outcome.Signalled(var signal) ->
                line.with("outcome", "signalled").with("signal", signal);
            case Outcome.TimedOut(var limit, var confirmed) ->
                line.with("outcome", "timedout").with("limit", limit.toNanos()).with("confirmed", confirmed);
            case Outcome.Unreachable(var reason, var why) ->
                line.with("outcome", "unreachable")
                        .with("reason", reason.name())
                        .with("why", why);
            case Outcome.Unknown(var why) -> line.with("outcome", "unknown").with("why", why);
            case Outcome.Killed(var why) -> line.with("outcome", "killed").with("why", why);
            case Outcome.Skipped(var why) -> line.with("outcome", "skipped").with("why", why);
            case Outcome.Denied(var why) -> line.with("outcome", "denied").with("why", why);
            case Outcome.Broken(var bug) -> line.with("outcome", "broken").with("why", bug.toString());
        }
    }

    /** @param output what the host printed */
    static Result read(Fields line, Host host, String module, Captured output) throws JournalException {
        try {
            return new Result(
                    host,
                    module,
                    outcome(line),
                    output,
                    connection(line),
                    Instant.parse(line.text("start")),
                    Duration.ofNanos(line.number("ran")),
                    Math.toIntExact(line.number("attempt")));
        } catch (DateTimeException | ArithmeticException e) {
            throw new JournalException("a result line is wrong: " + e.getMessage());
        }
    }

    private static Outcome outcome(Fields line) throws JournalException {
        var kind = line.text("outcome");
        return switch (kind) {
            case "okay" -> new Outcome.Okay();
            case "failed" -> new Outcome.Failed(Math.toIntExact(line.number("status")));
            case "signalled" -> new Outcome.Signalled(line.text("signal"));
            case "timedout" -> new Outcome.TimedOut(Duration.ofNanos(line.number("limit")), line.flag("confirmed"));
            case "unreachable" -> new Outcome.Unreachable(reason(line.text("reason")), line.text("why"));
            case "unknown" -> new Outcome.Unknown(line.text("why"));
            case "killed" -> new Outcome.Killed(line.text("why"));
            case "skipped" -> new Outcome.Skipped(line.text("why"));
            case "denied" -> new Outcome.Denied(line.text("why"));
            case "broken" -> new Outcome.Broken(new EarlierBug(line.text("why")));
            default -> throw new JournalException("a result line has the outcome " + kind);
        };
    }

    private static Reason reason(String name) throws JournalException {
        for (var reason : Reason.values()) {
            if (reason.name().equals(name)) {
                return reason;
            }
        }
        throw new JournalException("a result line has the reason " + name);
    }

    private static @Nullable Connection connection(Fields line) throws JournalException {
        var address = line.maybe("address");
        if (address == null) {
            return null;
        }
        return new Connection(
                address,
                Math.toIntExact(line.number("port")),
                line.text("user"),
                line.texts("jump"),
                line.flag("reused"),
                Duration.ofNanos(line.number("connect")));
    }

    /** What broke then; prints as it did. */
    @SuppressWarnings("OverrideThrowableToString") // results show toString, and it named the class of the bug then
    private static final class EarlierBug extends RuntimeException {
        private static final long serialVersionUID = 1;

        EarlierBug(String text) {
            super(text, null, false, false);
        }

        @Override
        public String toString() {
            return String.valueOf(getMessage());
        }
    }
}
