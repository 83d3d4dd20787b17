package dt.journal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * What a run is called: when it began in UTC, and four letters that tell two of one second apart. Names sort by time.
 *
 * @param text {@code 20260203-040506-x7k2}
 */
public record RunId(String text) implements Comparable<RunId> {
    private static final Pattern FORM = Pattern.compile("\\d{8}-\\d{6}-[a-z0-9]{4}");
    private static final int LETTERS = 36;
    private static final int NAMES = LETTERS * LETTERS * LETTERS * LETTERS;

    public RunId {
        if (!isId(text)) {
            throw new IllegalArgumentException("no id of a run: " + text);
        }
    }

    /** A name that no other run has, but by an accident of one in a million. */
    public static RunId next(Instant now) {
        int tail = NAMES + ThreadLocalRandom.current().nextInt(NAMES);
        var time = now.truncatedTo(ChronoUnit.SECONDS)
                .toString()
                .replaceAll("[-:Z]", "")
                .replace('T', '-');
        return new RunId(time + "-" + Integer.toString(tail, LETTERS).substring(1));
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
