package dt.run;

import dt.inventory.Host;
import dt.module.Job;
import dt.module.Outcome;
import dt.module.Result;
import dt.remote.Connection;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import dt.remote.RemoteException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** One host under way: connects, runs the job, and makes one result of whatever happens. Can be ended from outside. */
final class Visit {
    private final Host host;
    private final String module;
    private final Job job;
    private final Capture capture;
    private final @Nullable Live live;
    private final Instant start = Instant.now();
    private @Nullable Thread thread;
    private @Nullable Remote remote;
    private @Nullable Connection connection;
    private @Nullable String ended;
    private long begun;
    private boolean hasBegun;
    private boolean claimed;
    /** Whether nothing is left of what was ended here. */
    private boolean isGone;

    Visit(Host host, String module, Job job, Capture capture, @Nullable Queue<Event> liveTo) {
        this.host = host;
        this.module = module;
        this.job = job;
        this.capture = capture;
        live = liveTo == null ? null : new Live(host, capture, liveTo);
    }

    Host host() {
        return host;
    }

    /** Does the work, on the calling thread. */
    Result perform(Transport transport) {
        enter();
        var outcome = attempt(transport);
        leave();
        capture.finish();
        var failure = capture.failure();
        if (failure != null) {
            outcome = new Outcome.Killed(String.valueOf(failure.getMessage()));
        }
        return result(afterEnd(outcome));
    }

    private Outcome attempt(Transport transport) {
        try (var there = transport.to(host)) {
            hold(there);
            if (job.connects()) {
                var made = there.connect();
                synchronized (this) {
                    connection = made;
                }
            }
            begin();
            Output output = live == null ? capture : live;
            Outcome outcome = job.on(host, there, output);
            return outcome == null ? broken("its job returned nothing") : outcome;
        } catch (RemoteException e) {
            return unreached(e);
        } catch (InterruptedException | RuntimeException | Error bug) {
            // Also errors: whatever a module does, its host ends in a result and the run goes on.
            return new Outcome.Broken(bug);
        }
    }

    private Outcome broken(String why) {
        return new Outcome.Broken(
                new IllegalStateException("module " + module + " broke on " + host.label() + ": " + why));
    }

    private synchronized Outcome unreached(RemoteException e) {
        var message = String.valueOf(e.getMessage());
        isGone = e.isEndedFromHere();
        if (e.reason() != Reason.UNKNOWN) {
            return new Outcome.Unreachable(e.reason(), message);
        }
        return hasBegun ? new Outcome.Unknown(message) : new Outcome.Unreachable(Reason.LOST, message);
    }

    private synchronized Outcome afterEnd(Outcome outcome) {
        if (ended == null) {
            return outcome;
        }
        if (!hasBegun) {
            return new Outcome.Skipped(ended);
        }
        return switch (outcome) {
            case Outcome.Okay _, Outcome.Failed _, Outcome.Denied _ -> outcome;
            case Outcome.TimedOut(var _, var confirmed) -> killed(ended, confirmed);
            case Outcome.Unknown _ -> killed(ended, isGone);
            case Outcome.Signalled _, Outcome.Unreachable _, Outcome.Killed _, Outcome.Skipped _, Outcome.Broken _ ->
                killed(ended, true);
        };
    }

    private static Outcome killed(String why, boolean confirmed) {
        return new Outcome.Killed(confirmed ? why : why + "; kill unconfirmed");
    }

    private synchronized Result result(Outcome outcome) {
        var ran = hasBegun ? Duration.ofNanos(System.nanoTime() - begun) : Duration.ZERO;
        return new Result(host, module, outcome, capture, connection, start, ran, 1, job.facts(host));
    }

    private synchronized void enter() {
        thread = Thread.currentThread();
    }

    private synchronized void hold(Remote there) throws InterruptedException {
        remote = there;
        if (ended != null) {
            throw new InterruptedException(ended);
        }
    }

    private synchronized void begin() throws InterruptedException {
        if (ended != null) {
            throw new InterruptedException(ended);
        }
        begun = System.nanoTime();
        hasBegun = true;
    }

    private synchronized void leave() {
        thread = null;
        remote = null;
        // An interrupt that came late is not meant for the next host.
        Thread.interrupted();
    }

    /** Tells the host's work to end, for this reason; does not wait for it. */
    void end(String why) {
        Remote open;
        synchronized (this) {
            if (ended != null) {
                return;
            }
            ended = why;
            open = remote;
        }
        try {
            if (open != null) {
                open.close();
            }
        } finally {
            if (live != null) {
                live.end();
            }
            synchronized (this) {
                if (thread != null) {
                    thread.interrupt();
                }
            }
        }
    }

    /** True for the first who asks: only that one may report a result. */
    synchronized boolean claim() {
        boolean first = !claimed;
        claimed = true;
        return first;
    }

    /** The result of a host that did not end when told to. */
    Result givenUp() {
        capture.finish();
        String why;
        synchronized (this) {
            why = ended == null ? "given up" : ended;
        }
        return result(killed(why, false));
    }

    /** The result of a host that was never begun. */
    Result skipped(String why) {
        return result(new Outcome.Skipped(why));
    }

    void drop() {
        capture.close();
    }
}
