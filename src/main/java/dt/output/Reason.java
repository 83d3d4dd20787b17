package dt.output;

import dt.module.Outcome;
import java.math.BigDecimal;
import java.time.Duration;

/** Says in words why a host failed. */
public final class Reason {
    private Reason() {}

    /** One line, or nothing where the host is okay. May hold words of the host: to be escaped. */
    public static String of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Okay() -> "";
            case Outcome.Failed(var status) -> "exit " + status;
            case Outcome.Signalled(var signal) -> "killed by " + signal;
            case Outcome.TimedOut(var limit, var confirmed) ->
                "command timed out after " + seconds(limit) + (confirmed ? "" : "; kill unconfirmed");
            case Outcome.Unreachable(var reason, var message) -> "unreachable: " + message;
            case Outcome.Unknown(var message) -> "unknown: " + message;
            case Outcome.Killed(var message) -> "killed: " + message;
            case Outcome.Skipped(var why) -> "skipped: " + why;
            case Outcome.Denied(var message) -> "sudo: " + message;
            case Outcome.Broken(var bug) -> "internal error: " + bug;
        };
    }

    /** Whether the reason is told even where the host has printed something: its output is then only a part. */
    public static boolean besideOutput(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Okay okay -> false;
            case Outcome.Failed failed -> false;
            case Outcome.Signalled signalled -> false;
            case Outcome.TimedOut timedOut -> true;
            case Outcome.Unreachable unreachable -> true;
            case Outcome.Unknown unknown -> true;
            case Outcome.Killed killed -> true;
            case Outcome.Skipped skipped -> true;
            case Outcome.Denied denied -> true;
            case Outcome.Broken broken -> true;
        };
    }

    private static String seconds(Duration limit) {
        return BigDecimal.valueOf(limit.toMillis(), 3).stripTrailingZeros().toPlainString() + "s";
    }
}
