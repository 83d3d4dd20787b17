package dt.journal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * What a run is called: when it began in UTC, to the second, and the microseconds of that in four letters. Names sort by
 * time, so that the last run is the last even of several in a second.
 *
 * @param text {@code 20260203-040506-x7k2}
 */
public record RunId(String text) implements Comparable<RunId> {
    private static final Pattern FORM = Pattern.compile("\\d{8}-\\d{6}-[a-z0-9]{4}");
    private static final int LETTERS = 36;
    private static final long NAMES = LETTERS * LETTERS * LETTERS * LETTERS;

    public RunId {
        if (!isId(text)) {
            throw new IllegalArgumentException("no id of a run: " + text);
        }
    }

    /** The name of a run that begins now; no other of this user begins in the same microsecond. */
    public static RunId next(Instant now) {
        var second = now.truncatedTo(ChronoUnit.SECONDS);
        var time = second.toString().replaceAll("[-:Z]", "").replace('T', '-');
        // 36 to the fourth is more than a million: the digit in front only keeps the leading zeros.
        long micros = NAMES + ChronoUnit.MICROS.between(second, now);
        return new RunId(time + "-" + Long.toString(micros, LETTERS).substring(1));
    }

    static boolean isId(String text) {
        if (!FORM.matcher(text).matches()) {
            return false;
        }
        try {
            return start(text).isAfter(Instant.EPOCH);
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }

    /** When the run began, to the second. */
    public Instant start() {
        return start(text);
    }

    private static Instant start(String text) {
        return Instant.parse(text.substring(0, 4) + "-" + text.substring(4, 6) + "-" + text.substring(6, 8) + "T"
                + text.substring(9, 11) + ":" + text.substring(11, 13) + ":" + text.substring(13, 15) + "Z");
    }

    @Override
    public int compareTo(RunId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
