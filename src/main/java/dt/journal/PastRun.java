package dt.journal;

import dt.inventory.Host;
import dt.module.Observer;
import dt.module.Outcome;
import dt.module.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An earlier run, or one that goes on, as its journal tells it. */
public final class PastRun {
    private final Path journal;
    private final Path output;
    private final Head head;
    private final Map<String, Host> hosts = new LinkedHashMap<>();
    private final Map<String, HostState> states = new LinkedHashMap<>();
    private final Set<String> sent = new HashSet<>();
    private final Owner owner;
    private final long began;
    private boolean ended;
    /** Whether a host without a line is one that nothing was sent to. */
    private boolean complete;

    private PastRun(Path journal, Path output, Head head, Owner owner, long began) {
        this.began = began;
        this.journal = journal;
        this.output = output;
        this.head = head;
        this.owner = owner;
    }

    static PastRun read(RunId id, Path folder) throws JournalException {
        var whole = folder.resolve(Journal.FILE);
        var journal = Files.exists(whole) ? whole : folder.resolve(Journal.INCOMPLETE);
        try {
            var first = Lines.first(journal);
            var run = new PastRun(
                    journal,
                    folder.resolve(Journal.OUTPUT),
                    HeadLine.read(first),
                    HeadLine.owner(first),
                    first.has("hosts") ? first.number("hosts") : 0);
            boolean sound = Lines.each(journal, run::take);
            // What the kernel had not yet put on the disk when the machine went down is not there.
            boolean written = run.ended || !run.owner.isOfEarlierBoot();
            run.complete = sound && written && journal.endsWith(Journal.FILE);
            return run;
        } catch (JournalException e) {
            throw new JournalException("the run " + id + " cannot be read: " + e.getMessage() + " (" + journal + ")");
        }
    }

    private void take(Fields line) throws JournalException {
        var kind = line.text("kind");
        switch (kind) {
            case HostLine.KIND -> {
                var host = HostLine.read(line);
                hosts.put(host.label(), host);
            }
            case "sent" -> sent.add(line.text("host"));
            case ResultLine.KIND -> {
                var state = HostState.named(line.text("state"));
                if (state.isPresent()) {
                    states.putIfAbsent(line.text("host"), state.get());
                }
            }
            case "end" -> ended = true;
            default -> {
                // A later dt may write more; what it means is not needed here.
            }
        }
    }

    /** What was known before it began. */
    public Head head() {
        return head;
    }

    /** Whether its dt may still be at work. */
    public boolean isRunning() {
        return !ended && journal.endsWith(Journal.FILE) && owner.mayLive();
    }

    /** Whether it was begun by the process that asks. */
    public boolean isOfThisProcess() {
        return owner.equals(Owner.here());
    }

    /** Whether its dt was ended by force. */
    public boolean died() {
        return !ended && !isRunning();
    }

    /** All its hosts, in the order of the run. */
    public List<Host> hosts() {
        return List.copyOf(hosts.values());
    }

    /** How many hosts it had beside these: lines of them are damaged, and nothing is known of them any more. */
    public long lost() {
        return Math.max(0, began - hosts.size());
    }

    /** The hosts that ended so, in the order of the run. */
    public List<Host> hosts(HostState state) {
        return hosts.values().stream()
                .filter(h -> state(h.label()).filter(s -> s == state).isPresent())
                .toList();
    }

    /** How many hosts ended how. */
    public Counts counts() {
        var counts = new EnumMap<HostState, Integer>(HostState.class);
        hosts.keySet().forEach(label -> state(label).ifPresent(s -> counts.merge(s, 1, Integer::sum)));
        return new Counts(counts);
    }

    /** How a host ended; empty as long as the run goes on and it has not. */
    private Optional<HostState> state(String label) {
        var told = states.get(label);
        if (told != null) {
            return Optional.of(told);
        }
        if (isRunning()) {
            return Optional.empty();
        }
        return Optional.of(complete && !sent.contains(label) ? HostState.SKIPPED : HostState.UNKNOWN);
    }

    /**
     * Tells the run again: each host once, those with a result in the order they ended.
     *
     * @throws JournalException the journal cannot be read any more
     */
    public void tell(Observer observer) throws JournalException {
        var told = new HashSet<String>();
        Lines.each(journal, line -> {
            if (!line.text("kind").equals(ResultLine.KIND)) {
                return;
            }
            var host = hosts.get(line.text("host"));
            if (host != null && told.add(host.label())) {
                Retelling.tell(observer, ResultLine.read(line, host, head.module(), stored(line)));
            }
        });
        for (var host : hosts.values()) {
            var state = state(host.label());
            if (!told.contains(host.label()) && state.isPresent()) {
                Retelling.tell(observer, untold(host, state.get()));
            }
        }
    }

    private StoredOutput stored(Fields line) throws JournalException {
        return new StoredOutput(
                output, line.number("from"), line.number("length"), line.number("bytes"), line.flag("cut"));
    }

    private Result untold(Host host, HostState state) {
        var outcome = state == HostState.SKIPPED
                ? new Outcome.Skipped("dt ended before it began with the host")
                : new Outcome.Unknown(
                        "dt ended before it could note the answer; check whether it ran before you repeat it");
        var nothing = new StoredOutput(output, 0, 0, 0, false);
        return new Result(host, head.module(), outcome, nothing, null, head.start(), Duration.ZERO, 1);
    }
}
