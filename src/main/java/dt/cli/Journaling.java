package dt.cli;

import dt.inventory.Host;
import dt.journal.Head;
import dt.journal.Journal;
import dt.journal.JournalException;
import dt.journal.Journals;
import dt.journal.Retention;
import dt.journal.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Begins and ends the journal of a run, as the options of the call say. */
final class Journaling implements AutoCloseable {
    /** They say how to run dt, not what to run: a repetition has its own. */
    private static final Set<Flag> OF_THIS_CALL =
            Set.of(Flag.PRETEND, Flag.YES, Flag.DEBUG, Flag.QUIET, Flag.VERBOSE, Flag.NO_JOURNAL);

    private final Call call;
    private final RunId id;
    private final @Nullable Journal journal;

    private Journaling(Call call, RunId id, @Nullable Journal journal) {
        this.call = call;
        this.id = id;
        this.journal = journal;
    }

    /**
     * The journal of a run that begins.
     *
     * @param who started it
     * @param words those of the module, its name first
     */
    static Journaling begin(Call call, RunId id, String who, String selector, List<String> words, List<Host> hosts) {
        if (call.options().has(Flag.NO_JOURNAL)) {
            return new Journaling(call, id, null);
        }
        var options = call.options().without(OF_THIS_CALL).words();
        var secrets = call.caller().secrets();
        var maskedWords = words.stream().map(secrets::mask).toList();
        var maskedOptions = options.stream().map(secrets::mask).toList();
        var maskedSelector = secrets.mask(selector);
        var head = new Head(
                id,
                Instant.now(),
                who,
                call.caller().folder().toString(),
                maskedSelector,
                maskedWords.getFirst(),
                maskedWords.subList(1, words.size()),
                maskedOptions,
                !maskedWords.equals(words) || !maskedOptions.equals(options));
        return new Journaling(call, id, Journal.begin(journals(call), head, hosts, call::message, disk(call)));
    }

    /** A disk takes some milliseconds, and agent and page are there after them. */
    private static Executor disk(Call call) {
        return switch (call.caller().connections()) {
            case Connections.OfOneRun() -> Runnable::run;
            case Connections.OfOneProcess _, Connections.Kept _ ->
                work -> Thread.ofPlatform().daemon().name("dt-journal").start(work);
        };
    }

    static Journals journals(Call call) {
        return journals(call.caller());
    }

    static Journals journals(Surroundings caller) {
        return new Journals(caller.state().resolve("runs"));
    }

    /** The journal, or null where none is wanted. */
    @Nullable
    Journal journal() {
        return journal;
    }

    @Override
    public void close() {
        if (journal == null) {
            return;
        }
        journal.close();
        try {
            Retention.USUAL.sweepAfter(id, journals(call), Instant.now());
        } catch (JournalException e) {
            if (!journal.isGivenUp()) {
                call.message(String.valueOf(e.getMessage()));
            }
        }
    }
}
