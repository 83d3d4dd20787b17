package dt.cli;

import dt.inventory.Host;
import dt.module.HostModule;
import dt.module.Job;
import dt.module.Outcome;
import dt.module.Request;
import dt.module.UsageException;
import dt.output.Reason;
import dt.remote.Input;
import dt.remote.RemoteException;
import dt.run.Transport;
import dt.web.Sighting;
import dt.web.Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Looks at the services of all hosts, again and again, over the connections that the page's runs use too. A host whose
 * turn it is is asked by one of a few threads; one that is not reached is left alone longer each time, so that dead hosts
 * hold up no other.
 */
final class PageWatch implements Watch {
    private static final int MOST_THREADS = 48;
    private static final long STACK = 512 << 10;
    private static final Duration EVERY = Duration.ofSeconds(1);
    /** So that a big fleet costs this machine a part of one core: a look takes a few milliseconds of it. */
    private static final Duration PER_HOST = Duration.ofMillis(5);

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final Duration ANSWER = Duration.ofSeconds(15);

    private final Job job;
    private final Transport transport;
    private final Duration every;
    private final DelayQueue<Turn> turns = new DelayQueue<>();
    private final Map<String, Turn> byHost = new HashMap<>();
    private final List<Thread> crew = new ArrayList<>();
    private final int threads;
    private volatile boolean closed;

    /** When to look at a host, and what was seen of its clock. */
    private static final class Turn implements Delayed {
        final Host host;
        final HostClock clock = new HostClock();
        Map<String, Object> told = Map.of();
        int failures;
        volatile long at = System.nanoTime();

        Turn(Host host) {
            this.host = host;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    /** @param status the module runit, asked for all services of a host */
    PageWatch(List<Host> hosts, Job status, Transport transport) {
        this.job = status;
        this.transport = transport;
        this.threads = Math.min(MOST_THREADS, hosts.size());
        var perFleet = PER_HOST.multipliedBy(hosts.size());
        this.every = perFleet.compareTo(EVERY) > 0 ? perFleet : EVERY;
        for (var host : hosts) {
            var turn = new Turn(host);
            byHost.put(host.label(), turn);
            turns.add(turn);
        }
    }

    @Override
    public void begin(Consumer<Sighting> to) {
        for (int i = 0; i < threads; i++) {
            crew.add(Thread.ofPlatform()
                    .daemon()
                    .stackSize(STACK)
                    .name("dt-web-watch-" + i)
                    .start(() -> work(to)));
        }
    }

    private void work(Consumer<Sighting> to) {
        try {
            while (!closed) {
                var turn = turns.take();
                var sighting = look(turn);
                if (closed) {
                    return;
                }
                to.accept(sighting);
                turn.failures = sighting instanceof Sighting.Seen ? 0 : turn.failures + 1;
                turn.at = System.nanoTime() + pause(turn.failures).toNanos();
                turns.add(turn);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration pause(int failures) {
        var longer = every.multipliedBy(1L << Math.min(failures, 5));
        return longer.compareTo(LONGEST) > 0 && failures > 0 ? LONGEST : longer;
    }

    /** Looks at a host at once, as something was done there. */
    void soon(String label) {
        var turn = byHost.get(label);
        // One that is being looked at now is looked at again by its turn.
        if (turn != null && turns.remove(turn)) {
            turn.at = System.nanoTime();
            turns.add(turn);
        }
    }

    @SuppressWarnings("ReferenceEquality") // the same object is one of an earlier look, whatever is in it
    private Sighting look(Turn turn) throws InterruptedException {
        var host = turn.host;
        var said = new FirstLine();
        try {
            var outcome = job.on(host, transport.to(host), said);
            var facts = job.facts(host);
            // The same ones again are those of an earlier look.
            boolean news = facts != turn.told;
            turn.told = facts;
            if (news && facts.get("services") instanceof List<?> services && isAnswer(outcome)) {
                return new Sighting.Seen(host.label(), SeenServices.of(services, turn.clock));
            }
            return new Sighting.Unseen(host.label(), said.text().isEmpty() ? Reason.of(outcome) : said.text());
        } catch (RemoteException e) {
            return new Sighting.Unseen(host.label(), "unreachable: " + e.getMessage());
        } catch (RuntimeException | LinkageError bug) {
            return new Sighting.Unseen(host.label(), "internal error: " + bug);
        }
    }

    /** A service that has trouble makes it a failure, and the others are told all the same. */
    private static boolean isAnswer(Outcome outcome) {
        return outcome instanceof Outcome.Okay || outcome instanceof Outcome.Failed;
    }

    @Override
    public void close() {
        closed = true;
        crew.forEach(Thread::interrupt);
        job.close();
    }

    /** The job that asks a host for all its services. */
    static Job status(HostModule runit) throws UsageException {
        return runit.prepare(new Request(List.of("status"), Input.EMPTY, ANSWER));
    }
}
