package dt.cli;

import dt.completion.Candidate;
import dt.completion.Known;
import dt.inventory.Inventory;
import dt.inventory.InventoryException;
import dt.inventory.Sources;
import dt.journal.HostState;
import dt.journal.JournalException;
import dt.journal.Journals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be typed, read from inventory and journals. Where those cannot be read there is nothing, and nothing is said. */
final class KnownHere implements Known {
    /** So many of the newest runs. */
    private static final int RUNS = 50;

    /** Scripts are not run: what one printed last will do, however old it is. */
    private static final Sources.Scripts REMEMBERED = new Sources.Scripts(Duration.ofDays(365), Duration.ZERO);

    private final Call call;
    private @Nullable Inventory inventory;

    KnownHere(Call call) {
        this.call = new Call(call.options(), call.caller(), REMEMBERED);
    }

    private Inventory inventory() {
        if (inventory == null) {
            inventory = load();
        }
        return inventory;
    }

    private Inventory load() {
        try {
            return call.inventory();
        } catch (InventoryException wrong) {
            // A run will say so; here nobody asked.
            return Inventory.of(List.of());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Inventory.of(List.of());
        }
    }

    @Override
    public Collection<String> hosts() {
        return inventory().hosts().stream().map(h -> h.name()).toList();
    }

    @Override
    public Collection<String> tags() {
        return inventory().tags();
    }

    @Override
    public List<Candidate> runs() {
        var runs = new ArrayList<Candidate>();
        runs.add(new Candidate(Journals.LAST, "the newest run that has ended"));
        try {
            var ids = Journaling.journals(call).ids();
            ids.subList(0, Math.min(RUNS, ids.size())).forEach(id -> runs.add(Candidate.of(id.text())));
        } catch (JournalException unreadable) {
            // As above.
        }
        return runs;
    }

    @Override
    public List<String> states() {
        return HostState.words();
    }

    @Override
    public Collection<String> variables() {
        return call.caller().env().keySet();
    }
}
