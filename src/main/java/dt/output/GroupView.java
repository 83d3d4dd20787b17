package dt.output;

import dt.hostlist.HostList;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Hosts that ended alike and printed the same, together under a folded host list; the largest group first. Printed when
 * all are done. Of each text one copy is held, compared by its SHA-256; once a quarter of a gibibyte is held, further
 * texts are cut to their beginning.
 */
public final class GroupView implements View {
    private static final String RULE = "---------------";
    private static final long MOST_HELD = 256L << 20;
    private static final int BEGINNING = 4096;

    private final Printer out;
    private final Colours colours;
    private final Normalize normalize;
    private final boolean diff;
    private final long mostHeld;
    private final Map<Key, Group> groups = new HashMap<>();
    private long held;

    private record Key(boolean okay, String sha256) {}

    private record Titled(String hosts, Group group) {}

    /**
     * A view of a run.
     *
     * @param normalize what is masked before texts are compared; the masked text is what is shown
     * @param diff whether all groups but the largest are shown as a diff against it
     */
    public GroupView(OutputStream out, Colours colours, Normalize normalize, boolean diff) {
        this(out, colours, normalize, diff, MOST_HELD);
    }

    GroupView(OutputStream out, Colours colours, Normalize normalize, boolean diff, long mostHeld) {
        this.out = new Printer(out);
        this.colours = colours;
        this.normalize = normalize;
        this.diff = diff;
        this.mostHeld = mostHeld;
    }

    @Override
    public void show(Seen seen) {
        var text = normalize.apply(seen.host(), seen.module(), Visible.lines(seen.text()));
        groups.computeIfAbsent(new Key(seen.okay(), sha256(text)), key -> group(seen.okay(), text))
                .add(seen.host());
    }

    private Group group(boolean okay, String text) {
        boolean cut = text.length() > BEGINNING && held + text.length() > mostHeld;
        var kept = cut ? text.substring(0, BEGINNING) : text;
        held += kept.length();
        return new Group(okay, kept, cut);
    }

    @Override
    public void finish() throws IOException {
        var inOrder = groups.values().stream()
                .map(group -> new Titled(Escape.of(HostList.fold(group.hosts())), group))
                .sorted(Comparator.comparingInt((Titled titled) -> -titled.group.size())
                        .thenComparing(titled -> !titled.group.okay)
                        .thenComparing(Titled::hosts))
                .toList();
        for (var titled : inOrder) {
            head(titled);
            var largest = inOrder.getFirst();
            if (diff && !titled.equals(largest)) {
                difference(largest, titled);
            } else {
                whole(titled.group);
            }
        }
        out.flush();
    }

    private void head(Titled titled) throws IOException {
        var group = titled.group;
        out.line(RULE);
        out.line(colours.strong(titled.hosts) + " (" + group.size() + ")"
                + (group.okay ? "" : " " + colours.fail("fail")));
        out.line(RULE);
    }

    private void whole(Group group) throws IOException {
        if (!group.text.isEmpty()) {
            out.line(group.text);
        }
        if (group.cut) {
            out.line("... cut here: the groups are too large to hold; write all of it with -o dir:PATH");
        }
    }

    private void difference(Titled largest, Titled titled) throws IOException {
        if (largest.group.cut || titled.group.cut) {
            out.line("no diff: the groups are too large to hold; write them with -o dir:PATH and compare the files");
            return;
        }
        List<String> lines = titled.group.text.equals(largest.group.text)
                ? List.of("the same output as " + largest.hosts)
                : Diffs.of(largest.hosts, largest.group.lines(), titled.hosts, titled.group.lines());
        for (var line : lines) {
            out.line(line);
        }
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
