package dt.output;

import dt.module.Outcome;
import java.time.Duration;
import java.util.Optional;

/** What a result line says of an outcome beside, or instead of, the output of the host. */
final class Reason {
    private Reason() {}

    /** The reason; empty for an outcome that is told by its output alone. */
    static Optional<String> of(Outcome outcome, boolean hasOutput) {
        return switch (outcome) {
            case Outcome.Okay() -> Optional.empty();
            case Outcome.Failed(int status) -> hasOutput ? Optional.empty() : Optional.of("exit " + status);
            case Outcome.Signalled(var signal) -> hasOutput ? Optional.empty() : Optional.of("killed by " + signal);
            case Outcome.TimedOut(var limit) -> Optional.of("command timed out after " + seconds(limit));
            case Outcome.Unreachable(var _, var message) -> Optional.of("unreachable: " + message);
            case Outcome.Lost(var message) -> Optional.of("lost: " + message);
            case Outcome.Killed(var message) -> Optional.of("killed: " + message);
            case Outcome.Skipped(var why) -> Optional.of("skipped: " + why);
            case Outcome.Broken(var bug) -> Optional.of("internal error: " + bug);
        };
    }

    private static String seconds(Duration limit) {
        long millis = limit.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis / 1000.0 + "s";
    }
}
