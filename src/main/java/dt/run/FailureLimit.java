package dt.run;

import dt.module.Outcome;
import java.util.regex.Pattern;

/**
 * How many hosts may fail before no more are started. Counted over the whole run, whatever its batches.
 *
 * <p>A percentage is one of the hosts that have finished; those under way count with them as not failed, or else the
 * first to answer would stop a wide run, and refusals are quicker than anything.
 *
 * @param number of hosts, or percent of them
 * @param percent which of the two
 */
public record FailureLimit(int number, boolean percent) {
    private static final Pattern LIMIT = Pattern.compile("([1-9]\\d{0,8})|(?:([1-9]\\d?|100)%)");

    /** As it is typed: {@code 3}, {@code 10%}; an {@link IllegalArgumentException} says what is wrong. */
    public static FailureLimit parse(String text) {
        var match = LIMIT.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is neither a number from 1 up nor a percentage from 1% to 100%");
        }
        boolean percent = match.group(1) == null;
        return new FailureLimit(Integer.parseInt(percent ? match.group(2) : match.group(1)), percent);
    }

    /** Whether so many failed among so many begun is enough to stop. */
    boolean isReached(int failed, int begun) {
        return percent ? failed > 0 && 100L * failed >= (long) number * begun : failed >= number;
    }

    /** Whether a host that ended so has failed or was not reached. */
    static boolean counts(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Okay _, Outcome.Skipped _ -> false;
            case Outcome.Failed _,
                    Outcome.Signalled _,
                    Outcome.TimedOut _,
                    Outcome.Killed _,
                    Outcome.Denied _,
                    Outcome.Broken _,
                    Outcome.Unreachable _,
                    Outcome.Unknown _ -> true;
        };
    }

    @Override
    public String toString() {
        return number + (percent ? "%" : "");
    }
}
