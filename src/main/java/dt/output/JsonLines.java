package dt.output;

import dt.module.Observer;
import dt.module.Outcome;
import dt.module.Result;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object a host, as it ends, each on a line (NDJSON). The schema is {@code result.schema.json} beside this class.
 * Throws {@link ClosedOutputException}.
 */
public final class JsonLines implements Observer {
    private static final long VERSION = 1;

    private final Sink out;
    private final String run;

    /** @param run what this run is called, the same in each line */
    public JsonLines(Sink out, String run) {
        this.out = out;
        this.run = run;
    }

    @Override
    public void ended(Result result) {
        var json = new JsonObject(out);
        json.field("v", VERSION);
        json.field("run", run);
        reached(json, result);
        outcome(json, result);
        output(json, result);
        result.facts().forEach(json::value);
        json.end();
        out.flush();
    }

    private static void reached(JsonObject json, Result result) {
        var connection = result.connection();
        json.field("host", result.host().label());
        json.field("address", connection == null ? null : connection.address());
        json.field("port", connection == null ? null : Long.valueOf(connection.port()));
        json.field("user", connection == null ? null : connection.user());
        json.field("jump", connection == null ? null : connection.jump());
    }

    private static void outcome(JsonObject json, Result result) {
        var outcome = result.outcome();
        var connection = result.connection();
        json.field("module", result.module());
        json.field("status", outcome.isOkay() ? "okay" : "fail");
        json.field("class", ResultClass.of(outcome).word());
        json.field("reason", outcome.isOkay() ? null : Reason.of(outcome));
        json.field("exit", exit(outcome));
        json.field("signal", outcome instanceof Outcome.Signalled(var signal) ? signal : null);
        json.field("attempt", Long.valueOf(result.attempt()));
        json.field("start", result.start().truncatedTo(ChronoUnit.MILLIS).toString());
        json.field(
                "connect_ms",
                connection == null ? null : Long.valueOf(connection.took().toMillis()));
        json.field("run_ms", Long.valueOf(result.ran().toMillis()));
        json.field("reused", connection == null ? null : Boolean.valueOf(connection.reused()));
    }

    private static @Nullable Long exit(Outcome outcome) {
        if (outcome instanceof Outcome.Failed(var status)) {
            return Long.valueOf(status);
        }
        return outcome.isOkay() ? Long.valueOf(0) : null;
    }

    private static void output(JsonObject json, Result result) {
        var streams = new Streams(result.output());
        boolean base64 = !streams.utf8();
        json.field("stdout", base64, streams::stdout);
        json.field("stderr", base64, streams::stderr);
        json.field("encoding", base64 ? "base64" : "utf-8");
        json.field("truncated", result.output().truncated() || !streams.complete());
        json.field("bytes", result.output().bytes());
    }
}
