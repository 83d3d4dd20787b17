package dt.output;

import dt.inventory.Host;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The line at the bottom of a terminal while a run goes on. It is told the time and gives strings to write to standard
 * error, empty when there is nothing to write. Appears after a second and is drawn at most ten times a second.
 */
public final class Progress {
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final int NAMED = 3;
    private static final String CLEAR = "\r\033[K";

    private final int total;
    private int width;
    private final Instant begin;
    // In order of their start: the first ones are the slowest.
    private final Map<String, Instant> running = new LinkedHashMap<>();
    private int done;
    private int failed;
    private long moved;
    private Instant drawn = Instant.MIN;
    private boolean visible;

    /**
     * A run that begins.
     *
     * @param total how many hosts it has
     * @param width columns of the terminal; 80 where it does not say (0)
     */
    public Progress(int total, int width, Instant begin) {
        this.total = total;
        this.width = width > 0 ? width : 80;
        this.begin = begin;
    }

    /** The terminal has this many columns now. */
    public void width(int columns) {
        width = columns;
    }

    /** Work on a host has begun. */
    public void started(Host host, Instant now) {
        running.put(host.label(), now);
    }

    /** A host is done. */
    public void ended(Host host, boolean okay) {
        running.remove(host.label());
        done++;
        if (!okay) {
            failed++;
        }
    }

    /** So many bytes of files have travelled since the begin. */
    public void moved(long bytes) {
        moved = bytes;
    }

    /** Draws the line if it is due. */
    public String tick(Instant now) {
        if (now.isBefore(begin.plus(QUIET)) || isTooSoon(now)) {
            return "";
        }
        drawn = now;
        visible = true;
        return CLEAR + line(now);
    }

    /** Takes the line away, before something else is printed and at the end. */
    public String erase() {
        if (!visible) {
            return "";
        }
        visible = false;
        return CLEAR;
    }

    // A clock set back must not stop the line for as long.
    private boolean isTooSoon(Instant now) {
        return !now.isBefore(drawn) && now.isBefore(drawn.plus(BETWEEN));
    }

    /** Bytes and the mean rate, as dd(1) has them: powers of 1000. */
    private String sent(Instant now) {
        if (moved == 0) {
            return "";
        }
        double seconds = Math.max(0.001, Duration.between(begin, now).toMillis() / 1000.0);
        return ", " + size(moved) + " at " + size((long) (moved / seconds)) + "/s";
    }

    private static String size(long bytes) {
        return bytes < 1_000_000
                ? bytes / 1000 + " kB"
                : String.format(
                        Locale.ROOT,
                        bytes < 1_000_000_000 ? "%.1f MB" : "%.2f GB",
                        bytes / (bytes < 1_000_000_000 ? 1e6 : 1e9));
    }

    private String line(Instant now) {
        var counts = done + "/" + total + " done, " + failed + " failed, " + running.size() + " running" + sent(now);
        var slowest = running.entrySet().stream()
                .limit(NAMED)
                .map(entry -> entry.getKey() + " "
                        + Math.max(0, Duration.between(entry.getValue(), now).toSeconds()) + "s")
                .collect(Collectors.joining(", "));
        var line = slowest.isEmpty() ? counts : counts + ": " + slowest;
        // Some terminals wrap when the last column is written.
        int columns = Math.min(line.length(), width - 1);
        var shown = new StringBuilder(columns);
        line.chars().limit(columns).map(c -> c >= ' ' && c < 0x7f ? c : '?').forEach(c -> shown.append((char) c));
        return shown.toString();
    }
}
