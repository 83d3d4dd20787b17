package dt.ssh;

import dt.inventory.Host;
import dt.remote.Remote;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Hosts over SSH, and the connections to them. One for a run, or one for the life of the agent. Used by many threads at
 * once; closing it ends every connection.
 */
public final class SshSessions implements AutoCloseable {
    /**
     * How many connections at once and for how long.
     *
     * @param keep how long an unused connection is kept; zero: until its host is done
     * @param computing how many key exchanges compute at once
     */
    public record Limits(Duration keep, int computing) {
        public Limits {
            if (keep.isNegative() || computing < 1) {
                throw new IllegalArgumentException("keep " + keep + ", computing " + computing);
            }
        }

        Readers readers() {
            return keep.isZero() ? Readers.SYSTEM : Readers.VIRTUAL;
        }

        /** For the agent: {@code keep} as {@code pool.idle}. */
        public static Limits kept(Duration keep) {
            return new Limits(keep, 2 * Runtime.getRuntime().availableProcessors());
        }

        /** For one run. */
        public static Limits oneShot() {
            return new Limits(Duration.ZERO, 2 * Runtime.getRuntime().availableProcessors());
        }
    }

    private final Function<Host, Target> targets;
    private final ScheduledThreadPoolExecutor timer;
    private final Supplier<Pool> unshared;
    private final Pool pool;

    /** @param targets how each host is reached: inventory, ssh_config and options together */
    public SshSessions(Function<Host, Target> targets, Limits limits, InstantSource clock) {
        this(targets, limits, clock, Dialer.Resolver.SYSTEM);
    }

    /** For those who say with each host how it is reached. */
    public SshSessions(Limits limits, InstantSource clock) {
        this(
                host -> {
                    throw new IllegalArgumentException("nobody said how to reach " + host.label());
                },
                limits,
                clock);
    }

    SshSessions(Function<Host, Target> targets, Limits limits, InstantSource clock, Dialer.Resolver resolver) {
        this.targets = targets;
        this.timer = new ScheduledThreadPoolExecutor(1, work -> Threads.daemon("dt-ssh-timer", work));
        timer.setRemoveOnCancelPolicy(true);
        // Nothing is left to watch once this is closed.
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        var gate = new StartGate(Crowd.ofThisMachine());
        var shared = new Attempt.Shared(
                timer, new Computing(limits.computing()), gate, resolver, limits.readers(), new Arriving());
        this.pool = new Pool((target, all) -> new Attempt(target, shared, all), clock, limits.keep());
        this.unshared = () -> new Pool((target, all) -> new Attempt(target, shared, all), clock, Duration.ZERO);
    }

    /** The host; nothing is contacted yet. */
    public Remote remote(Host host) {
        return remote(targets.apply(host));
    }

    /** A host that is reached in this way; nothing is contacted yet. */
    public Remote remote(Target target) {
        return new SshRemote(target, pool, timer, unshared);
    }

    /** No connection of now is used again; says how many that concerns. */
    public int drop() {
        return pool.drop();
    }

    /** Closes connections that were unused for too long; says when to come again. */
    public Duration evictIdle(Instant now) {
        return pool.evictIdle(now);
    }

    /** How many connections there are. */
    public int size() {
        return pool.size();
    }

    @Override
    public void close() {
        pool.close();
        timer.shutdownNow();
    }
}
