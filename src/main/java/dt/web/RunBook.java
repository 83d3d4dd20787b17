package dt.web;

import dt.inventory.Host;
import dt.journal.Head;
import dt.journal.HostState;
import dt.journal.JournalException;
import dt.journal.Journals;
import dt.journal.PastRun;
import dt.journal.RunId;
import dt.module.Observer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/** The runs that the page knows: those begun here, as they go on, and all that the journal has. */
public final class RunBook implements AutoCloseable {
    /** So many of the journal's are shown. */
    private static final int NEWEST = 200;

    private static final int MOST_KEPT = 16;
    private static final int MOST_SUMMARIES = 1000;
    private static final int MOST_AT_ONCE = 32;
    private static final int SECONDS_TO_BEGIN = 60;
    private static final int SECONDS_TO_ANSWER = 120;
    private static final int TENTHS_TO_END = 80;

    private final Fleet fleet;
    private final Map<String, Going> going = new LinkedHashMap<>();
    private final Map<String, Results> kept = bounded(MOST_KEPT);
    private final Map<String, Map<String, Object>> summaries = bounded(MOST_SUMMARIES);
    private int begun;
    private boolean closed;

    private static <V> Map<String, V> bounded(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > most;
            }
        };
    }

    /** Those of this program. */
    public RunBook(Fleet fleet) {
        this.fleet = fleet;
    }

    /** One that was begun here, until it has ended. */
    private final class Going implements Audience {
        final Order order;
        final CompletableFuture<String> id = new CompletableFuture<>();
        final SynchronousQueue<char[]> answers = new SynchronousQueue<>();
        final List<String> early = new ArrayList<>();
        volatile @Nullable Results results;
        volatile Runnable stop = () -> {};

        Going(Order order) {
            this.order = order;
        }

        @Override
        public Observer begins(RunId run, List<Host> hosts, Runnable howToStop) {
            stop = howToStop;
            var shown = new Results(head(run, order), hosts.size(), fleet.masks());
            results = shown;
            early.forEach(shown::note);
            add(run.text(), this, shown);
            id.complete(run.text());
            return shown;
        }

        @Override
        public void note(String line) {
            var shown = results;
            if (shown == null) {
                early.add(line);
            } else {
                shown.note(line);
            }
        }

        @Override
        public Optional<char[]> ask(String question) {
            var shown = results;
            if (shown == null) {
                return Optional.empty();
            }
            shown.asks(question);
            try {
                return Optional.ofNullable(answers.poll(SECONDS_TO_ANSWER, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            } finally {
                shown.asks(null);
            }
        }
    }

    /**
     * Begins a run and answers its id.
     *
     * @throws Refused nothing was begun
     */
    public String begin(Order order) throws Refused, InterruptedException {
        synchronized (this) {
            if (closed || begun >= MOST_AT_ONCE) {
                throw new Refused(closed ? "dt web is ending" : begun + " runs go on; wait until one has ended", null);
            }
            begun++;
        }
        var run = new Going(order);
        // A platform thread: blocking I/O on virtual ones makes the JVM end late.
        Thread.ofPlatform().daemon().name("dt-web-run").start(() -> carryOut(run));
        try {
            return run.id.get(SECONDS_TO_BEGIN, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new Refused("the run did not begin within " + SECONDS_TO_BEGIN + "s; look at the list of runs", null);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Refused refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private void carryOut(Going run) {
        try {
            fleet.carryOut(run.order, run);
            run.id.completeExceptionally(new Refused("nothing was run", null));
        } catch (Refused | RuntimeException | LinkageError e) {
            run.id.completeExceptionally(e);
            run.note("internal error: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            synchronized (this) {
                begun--;
                going.values().remove(run);
            }
            var shown = run.results;
            if (shown != null) {
                shown.end();
            }
        }
    }

    private synchronized void add(String id, Going run, Results shown) {
        going.put(id, run);
        kept.put(id, shown);
    }

    /** What the journal has; it leaves out secrets. */
    private Head head(RunId id, Order order) {
        try {
            return fleet.journals().run(id).head();
        } catch (JournalException e) {
            var words = order instanceof Order.Run run ? run.words() : List.of("again");
            var selector = order instanceof Order.Run run ? run.selector() : "";
            return new Head(
                    id,
                    Instant.now(),
                    order.who(),
                    "",
                    selector,
                    words.getFirst(),
                    words.subList(1, words.size()),
                    List.of(),
                    true);
        }
    }

    /** The newest runs, each in one line. */
    public List<Map<String, Object>> list() throws JournalException {
        var journals = fleet.journals();
        var list = new ArrayList<Map<String, Object>>();
        for (var id : journals.ids().stream().limit(NEWEST).toList()) {
            var summary = summary(journals, id);
            if (!summary.isEmpty()) {
                list.add(summary);
            }
        }
        return list;
    }

    private Map<String, Object> summary(Journals journals, RunId id) {
        synchronized (this) {
            var here = going.get(id.text());
            var shown = here == null ? null : here.results;
            if (shown != null) {
                return shown.summary();
            }
            var known = summaries.get(id.text());
            if (known != null) {
                return known;
            }
        }
        try {
            var past = journals.run(id);
            var summary = describe(past);
            if (!past.isRunning()) {
                synchronized (this) {
                    summaries.put(id.text(), summary);
                }
            }
            return summary;
        } catch (JournalException damaged) {
            // One that is damaged hides no other.
            return Map.of();
        }
    }

    private static Map<String, Object> describe(PastRun past) {
        var counts = past.counts();
        var object = describe(past.head(), past.hosts().size(), (state, _) -> counts.of(state));
        object.put("state", past.isRunning() ? "running" : past.died() ? "died" : "ended");
        return object;
    }

    static Map<String, Object> describe(Head head, int hosts, ToIntBiFunction<HostState, Integer> counts) {
        var object = Json.object(
                "id", head.id().text(),
                "start", head.start().toString(),
                "who", head.user(),
                "selector", head.selector(),
                "module", head.module(),
                "words", head.words(),
                "repeatable", !head.masked(),
                "hosts", hosts);
        for (var state : HostState.values()) {
            object.put(state.word(), counts.applyAsInt(state, 0));
        }
        return object;
    }

    /**
     * The results of a run; those of one that goes on elsewhere are what there is by now.
     *
     * @throws JournalException there is no such run
     */
    public Results results(String id) throws JournalException, Refused {
        synchronized (this) {
            var known = kept.get(id);
            if (known != null) {
                return known;
            }
        }
        var past = past(id);
        var results = new Results(past.head(), past.hosts().size(), fleet.masks());
        past.tell(results);
        results.end();
        if (!past.isRunning()) {
            synchronized (this) {
                kept.putIfAbsent(id, results);
            }
        }
        return results;
    }

    /** A run of the journal by its whole id. */
    public PastRun past(String id) throws JournalException, Refused {
        try {
            return fleet.journals().run(new RunId(id));
        } catch (IllegalArgumentException e) {
            throw new Refused("there is no run of that id", null);
        }
    }

    /** As Ctrl-C does; false: it does not go on here. */
    public boolean stop(String id) {
        Going run;
        synchronized (this) {
            run = going.get(id);
        }
        if (run == null) {
            return false;
        }
        run.stop.run();
        return true;
    }

    /** Answers what a run asks; false: it asks nothing. */
    public boolean answer(String id, char[] answer) {
        Going run;
        synchronized (this) {
            run = going.get(id);
        }
        return run != null && run.answers.offer(answer);
    }

    /** Ends the commands of all that go on here, and waits for them a little. */
    @Override
    public void close() {
        List<Going> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(going.values());
        }
        // Twice: the second time ends what runs on the hosts.
        all.forEach(run -> run.stop.run());
        all.forEach(run -> run.stop.run());
        try {
            for (var run : all) {
                var shown = run.results;
                for (int i = 0; shown != null && i < TENTHS_TO_END && !shown.isEnded(); i++) {
                    shown.await(Long.MAX_VALUE, 100);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
