package dt.run;

import dt.inventory.Host;
import dt.module.Job;
import dt.module.Observer;
import dt.module.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One run: a job on many hosts, never on more than the fan-out at once, in inventory order as a sliding window.
 *
 * <p>Threads are platform threads: blocking socket I/O on virtual ones starts a poller that makes the JVM exit 300 ms
 * late. They are daemons with small stacks, so that a host which ends by no means cannot keep dt from exiting.
 */
public final class FanOut {
    private static final long STACK = 512 << 10;
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final Gate gate;
    private final Transport transport;
    private final Limits limits;
    private final Memory memory;
    private final Spill spill;
    private final Roster roster = new Roster();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private Summary summary = Summary.NONE;
    /** Whether anybody reads what hosts printed once they are done. */
    private boolean keeps = true;
    /** Why the observer took no more. */
    private @Nullable RuntimeException refused;

    /**
     * A run that has not begun.
     *
     * @param folder where output goes that memory has no room for
     */
    public FanOut(Transport transport, Limits limits, Path folder) {
        this(transport, limits, folder, Gate.open());
    }

    /** The same, told at once of every host that begins and ends. */
    FanOut(Transport transport, Limits limits, Path folder, Gate gate) {
        this.gate = gate;
        this.transport = transport;
        this.limits = limits;
        memory = new Memory(limits.allMemory());
        spill = new Spill(folder);
    }

    /**
     * Runs the job on all hosts and hands exactly one result for each to the observer, in order of completion and always
     * on the caller's thread. The output of a result is closed after {@link Observer#ended}. Can be called once.
     *
     * <p>When the caller is interrupted, the hosts under way are ended before that goes on. When the observer throws, too;
     * it is told how each ended all the same, as a part of it, the journal, may still take that.
     */
    public Summary run(String module, Job job, List<Host> hosts, Observer observer) throws InterruptedException {
        long start = System.nanoTime();
        roster.begin(hosts);
        var crew = new ArrayList<Thread>();
        var over = new CountDownLatch(1);
        try {
            startTimer(crew, over);
            startCrew(crew, hosts.size(), module, job, observer);
            follow(module, job, hosts.size(), observer);
        } finally {
            over.countDown();
            endRunning("dt is ending");
            disband(crew);
        }
        return summary.after(Duration.ofNanos(System.nanoTime() - start));
    }

    /** Starts no more hosts; those under way go on. The rest is skipped for this reason. May be called from any thread. */
    public void stopStarting(String why) {
        roster.stop(why);
        events.add(new Event.Changed());
    }

    /** Starts no more hosts and ends those under way. Returns without waiting. May be called from any thread. */
    public void endRunning(String why) {
        for (var visit : roster.end(why)) {
            try {
                visit.end(why);
            } catch (RuntimeException bug) {
                // One that cannot be closed must not keep the others running; it is given up after the grace.
            }
        }
        events.add(new Event.Changed());
    }

    /** Who is under way, the longest first. May be called from any thread. */
    public List<Host> running() {
        return roster.underWay().stream().map(Visit::host).toList();
    }

    private void startTimer(List<Thread> crew, CountDownLatch over) {
        var limit = limits.run();
        if (limit == null) {
            return;
        }
        // A thread of its own: the observer may be blocked when the time is up.
        crew.add(thread("dt-run-timer").start(() -> {
            try {
                if (!over.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                    endRunning("the run timed out after " + seconds(limit));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private void startCrew(List<Thread> crew, int hosts, String module, Job job, Observer observer) {
        var liveTo = observer.wantsOutput() ? events : null;
        keeps = observer.readsOutput();
        for (int i = 0; i < Math.min(limits.fanout(), hosts); i++) {
            crew.add(thread("dt-host-" + i).start(() -> work(module, job, liveTo)));
        }
    }

    private static Thread.Builder.OfPlatform thread(String name) {
        return Thread.ofPlatform().daemon().stackSize(STACK).name(name);
    }

    private void work(String module, Job job, @Nullable BlockingQueue<Event> liveTo) {
        while (true) {
            var visit = roster.take(host -> visit(host, module, job, liveTo));
            if (visit == null) {
                return;
            }
            gate.begun();
            events.add(new Event.Started(visit.host()));
            var result = visit.perform(transport);
            gate.ended(result.outcome());
            roster.done(visit);
            if (visit.claim()) {
                events.add(new Event.Ended(result));
            }
        }
    }

    private Visit visit(Host host, String module, Job job, @Nullable BlockingQueue<Event> liveTo) {
        return new Visit(host, module, job, new Capture(limits, memory, spill, keeps), liveTo);
    }

    private void follow(String module, Job job, int hosts, Observer observer) throws InterruptedException {
        while (summary.hosts() < hosts) {
            var event = events.poll(patience().toNanos(), TimeUnit.NANOSECONDS);
            switch (event) {
                case null -> giveUp(observer);
                case Event.Started(var host) -> tell(() -> observer.started(host));
                case Event.Printed(var host, var error, var bytes, var from) -> {
                    tell(() -> observer.printed(host, error, bytes));
                    from.shown(bytes.length);
                }
                case Event.Ended(var result) -> report(result, observer);
                case Event.Changed() -> {
                    for (var host : roster.left()) {
                        report(visit(host, module, job, null).skipped(roster.whyStopped()), observer);
                    }
                }
            }
        }
        if (refused != null) {
            throw refused;
        }
    }

    private void tell(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException e) {
            if (refused == null) {
                refused = e;
                endRunning("dt is ending");
            }
        }
    }

    private Duration patience() {
        return roster.isEnded()
                ? Duration.ofNanos(Math.max(1, limits.grace().toNanos() - (System.nanoTime() - roster.endedAt())))
                : FOR_EVER;
    }

    private void giveUp(Observer observer) {
        if (!roster.isEnded()) {
            return;
        }
        for (var visit : roster.underWay()) {
            if (visit.claim()) {
                report(visit.givenUp(), observer);
            }
        }
    }

    private void report(Result result, Observer observer) {
        summary = summary.with(result.outcome());
        tell(() -> observer.ended(result));
        result.output().close();
    }

    /** Waits for the threads as long as the grace allows, and drops what nobody has seen. */
    private void disband(List<Thread> crew) {
        boolean interrupted = false;
        long until = System.nanoTime() + limits.grace().toNanos();
        for (var thread : crew) {
            try {
                thread.join(Duration.ofNanos(Math.max(0, until - System.nanoTime())));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        roster.underWay().forEach(Visit::drop);
        events.clear();
        spill.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    static String seconds(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + "s" : limit.toMillis() + "ms";
    }
}
