package dt.run;

import dt.module.Outcome;
import java.time.Duration;

/**
 * How a run went, in numbers: each host counts once.
 *
 * @param failed ended by a status, a signal, a limit or dt, or by a bug of the module
 * @param unreachable nothing was started there
 * @param unknown the command was sent and its end was not seen: it may or may not have run
 * @param skipped not begun, because the run was over
 */
public record Summary(int okay, int failed, int unreachable, int unknown, int skipped, Duration elapsed) {
    static final Summary NONE = new Summary(0, 0, 0, 0, 0, Duration.ZERO);

    /** How many hosts there were. */
    public int hosts() {
        return okay + failed + unreachable + unknown + skipped;
    }

    /** Whether every host was okay. */
    public boolean isOkay() {
        return okay == hosts();
    }

    Summary with(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Okay() -> new Summary(okay + 1, failed, unreachable, unknown, skipped, elapsed);
            case Outcome.Failed _,
                    Outcome.Signalled _,
                    Outcome.TimedOut _,
                    Outcome.Killed _,
                    Outcome.Denied _,
                    Outcome.Broken _ -> new Summary(okay, failed + 1, unreachable, unknown, skipped, elapsed);
            case Outcome.Unreachable _ -> new Summary(okay, failed, unreachable + 1, unknown, skipped, elapsed);
            case Outcome.Unknown _ -> new Summary(okay, failed, unreachable, unknown + 1, skipped, elapsed);
            case Outcome.Skipped _ -> new Summary(okay, failed, unreachable, unknown, skipped + 1, elapsed);
        };
    }

    /** This part of a run and another one. */
    Summary plus(Summary other) {
        return new Summary(
                okay + other.okay,
                failed + other.failed,
                unreachable + other.unreachable,
                unknown + other.unknown,
                skipped + other.skipped,
                elapsed.plus(other.elapsed));
    }

    Summary after(Duration time) {
        return new Summary(okay, failed, unreachable, unknown, skipped, time);
    }
}
