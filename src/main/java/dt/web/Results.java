package dt.web;

import dt.inventory.Host;
import dt.journal.Head;
import dt.journal.HostState;
import dt.module.Observer;
import dt.module.Result;
import dt.output.Normalize;
import dt.output.ResultClass;
import dt.output.Seen;
import dt.output.Sink;
import dt.output.View;
import dt.output.Viewed;
import dt.output.Visible;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The results of one run as the page shows them: hosts that ended alike and printed the same are a group. What came is
 * only added to, so that a browser that says how many results it has gets the rest. Any thread may use it.
 */
public final class Results implements Observer, View {
    /** What a person reads of one group; the journal has all of it. */
    private static final int LONGEST = 64 << 10;

    private static final int SHORT = 400;
    /** What a browser reads and takes in one piece, and one text more at most. */
    private static final int LONGEST_PART = 32 << 10;

    private static final long MOST_HELD = 8L << 20;
    private static final int MOST_NOTES = 200;

    private final Head head;
    private final int hosts;
    private final Normalize masks;
    private final Viewed viewed = new Viewed(this, new Sink(OutputStream.nullOutputStream()));
    private final Map<String, Integer> groups = new HashMap<>();
    private final List<String> groupLines = new ArrayList<>();
    private final List<Integer> groupBegins = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<HostState, Integer> counts = new HashMap<>();
    private String text = "";
    private long held;
    private int running;
    private long changes;
    private boolean ended;
    private @Nullable String asks;

    /**
     * What came after a number of results and changes.
     *
     * @param more there are results that are not in it
     * @param last nothing comes after it
     */
    public record Delta(int results, long changes, boolean more, boolean last, String json) {}

    /**
     * Of a run on so many hosts.
     *
     * @param masks what is passed over where texts are compared; the masked text is what is shown
     */
    public Results(Head head, int hosts, Normalize masks) {
        this.masks = masks;
        this.head = head;
        this.hosts = hosts;
    }

    /** What was known before it began. */
    public Head head() {
        return head;
    }

    @Override
    public synchronized void started(Host host) {
        running++;
        changed();
    }

    @Override
    public synchronized void ended(Result result) {
        viewed.ended(result);
        var outcome = result.outcome();
        var state = HostState.of(outcome);
        counts.merge(state, 1, Integer::sum);
        if (state != HostState.SKIPPED && running > 0) {
            running--;
        }
        int group = group(state == HostState.OK, ResultClass.of(outcome).word());
        lines.add(Json.of(List.of(
                result.host().label(),
                state.word(),
                ResultClass.of(outcome).word(),
                group,
                result.ran().toMillis())));
        text = "";
        changed();
    }

    @Override
    public void show(Seen seen) {
        text = masks.apply(seen.host(), seen.module(), Visible.lines(seen.text()));
    }

    @Override
    public void finish() {}

    private int group(boolean okay, String kind) {
        var known = groups.get(kind + "\n" + text);
        if (known != null) {
            return known;
        }
        int limit = held > MOST_HELD ? SHORT : LONGEST;
        boolean cut = text.length() > limit;
        var shown = cut ? text.substring(0, limit) : text;
        held += shown.length();
        int number = groupLines.size();
        // A text that is cut is compared by its beginning and its length, so that keys are bounded too.
        groups.put(kind + "\n" + (cut ? text.hashCode() + ":" + text.length() + shown : text), number);
        groupLines.add(Json.of(List.of(number, okay ? 1 : 0, shown, cut ? 1 : 0)));
        groupBegins.add(lines.size());
        return number;
    }

    synchronized void note(String line) {
        if (notes.size() < MOST_NOTES) {
            notes.add(line);
            changed();
        }
    }

    /** A question that is open, or null. */
    synchronized void asks(@Nullable String question) {
        asks = question;
        changed();
    }

    /** Nothing more comes. */
    public synchronized void end() {
        ended = true;
        running = 0;
        changed();
    }

    synchronized boolean isEnded() {
        return ended;
    }

    private void changed() {
        changes++;
        notifyAll();
    }

    /** What came after so many results, or the beginning of it. */
    public synchronized Delta since(int results) {
        int from = Math.clamp(results, 0, lines.size());
        int group = firstGroup(from);
        var texts = new ArrayList<String>();
        int length = 0;
        int to = from;
        while (to < lines.size() && length < LONGEST_PART) {
            if (group < groupBegins.size() && groupBegins.get(group) == to) {
                texts.add(groupLines.get(group));
                length += groupLines.get(group).length();
                group++;
            }
            length += lines.get(to).length();
            to++;
        }
        boolean more = to < lines.size();
        var json = "{\"from\":" + from + (more ? ",\"more\":true" : "") + ",\"run\":" + Json.of(summary())
                + ",\"groups\":[" + String.join(",", texts)
                + "],\"results\":[" + String.join(",", lines.subList(from, to)) + "]}";
        return new Delta(to, changes, more, ended && !more, json);
    }

    /** The first group that begins with this result or a later one. */
    private int firstGroup(int result) {
        int found = Collections.binarySearch(groupBegins, result);
        return found < 0 ? -found - 1 : found;
    }

    /** Waits until something has changed since, but not longer; whether it has. */
    public synchronized boolean await(long seen, long millis) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (changes <= seen) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    /** The run in one line. */
    synchronized Map<String, Object> summary() {
        var object = RunBook.describe(head, hosts, counts::getOrDefault);
        object.put("state", ended ? "ended" : "running");
        object.put("running", running);
        if (!notes.isEmpty()) {
            object.put("notes", List.copyOf(notes));
        }
        if (asks != null) {
            object.put("asks", asks);
        }
        return object;
    }
}
