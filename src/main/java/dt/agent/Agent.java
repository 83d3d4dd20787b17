package dt.agent;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** The agent: takes calls at a socket until a reason to end comes, then ends with the last call. */
public final class Agent {
    /** A client says what it wants at once; whoever connects and says nothing is sent away. */
    private static final Duration HELLO = Duration.ofSeconds(10);

    /** How often it looks whether it should end, at the least: nobody tells it that its socket was removed. */
    private static final Duration LOOK = Duration.ofSeconds(20);

    /** How often it looks after what grows with a call, while one is under way. */
    private static final Duration OFTEN = Duration.ofMillis(500);

    /** Parsing and resolving need more than a connection's reader does. */
    private static final long STACK = 1 << 20;

    private final String version;
    private final Address address;
    private final List<Expiry> rules;
    /** While a call is under way nothing is due, but from its end on something may be. */
    private final Duration look;

    private final InstantSource clock;
    private final Consumer<String> log;
    private final Instant started;
    private final Desk desk;
    private final Umask umask = Umask.ofThisProcess();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, work -> Thread.ofPlatform().daemon().name("dt-agent-timer").unstarted(work));

    /**
     * An agent that does not listen yet.
     *
     * @param version version and build: clients of another one are sent away, and the agent ends
     * @param address where the clients find it
     * @param idle how long it stays without a call
     * @param log gets a line for whatever a person may want to know later
     */
    public Agent(String version, Address address, Duration idle, InstantSource clock, Consumer<String> log) {
        this.version = version;
        this.address = address;
        this.rules = List.of(new Expiry.Idle(idle), new Expiry.Unlisted());
        this.look = shorter(LOOK, idle);
        this.clock = clock;
        this.log = log;
        this.started = clock.instant();
        this.desk = new Desk(started);
    }

    /**
     * Serves until there is a reason to end and nobody is left.
     *
     * @param chore done now and then; is told the time and says after how long to come again
     * @param often done again and again while a call is under way, never at the same time as the chore
     */
    public void serve(ServerSocketChannel listener, Program program, Function<Instant, Duration> chore, Runnable often)
            throws IOException, InterruptedException {
        log.accept("begins: pid " + ProcessHandle.current().pid() + ", version " + version);
        Thread.ofPlatform().daemon().name("dt-agent-listener").start(() -> listen(listener, program, often));
        timer.execute(() -> look(chore));
        try {
            desk.await();
        } finally {
            retire("it was ended");
            // Before the close: that one leads standard error to nowhere, as System.inheritedChannel has it.
            log.accept("ends: " + desk.retired().orElse("") + "; calls served: " + desk.served());
            listener.close();
            timer.shutdownNow();
        }
    }

    /** Takes no more calls, and ends with the last one under way. */
    public void retire(String why) {
        if (desk.retire(why)) {
            address.remove();
        }
    }

    /** How it fares. */
    public Status status() {
        var now = clock.instant();
        var due = Expiry.first(rules, life(now).idle());
        var retired = desk.retired();
        return new Status(
                ProcessHandle.current().pid(),
                version,
                Duration.between(started, now),
                desk.underWay(),
                desk.served(),
                retired.isPresent() ? started : due.map(Expiry.Due::at).orElse(Instant.MAX),
                retired.orElseGet(() -> due.map(Expiry.Due::why).orElse("")));
    }

    private Expiry.Life life(Instant now) {
        return new Expiry.Life(now, desk.underWay(), desk.idleSince(), address.isOurs());
    }

    private void look(Function<Instant, Duration> chore) {
        var now = clock.instant();
        var next = chore.apply(now);
        var due = Expiry.first(rules, life(now));
        if (due.isPresent()
                && due.get().isOver(now)
                && desk.retireIfIdle(due.get().why())) {
            address.remove();
            return;
        }
        var left = due.map(d -> Duration.between(now, d.at()))
                .filter(Duration::isPositive)
                .orElse(look);
        var soonest = shorter(next, shorter(left, look));
        var _ = timer.schedule(() -> look(chore), Math.max(20, soonest.toMillis()), TimeUnit.MILLISECONDS);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private void listen(ServerSocketChannel listener, Program program, Runnable often) {
        try {
            while (true) {
                var channel = listener.accept();
                var session = new Session(channel);
                if (desk.enter(session)) {
                    new Thread(null, () -> serve(session, channel, program, often), "dt-call", STACK, false).start();
                } else {
                    hangUp(session);
                }
            }
        } catch (ClosedChannelException ended) {
            // It has retired.
        } catch (IOException e) {
            log.accept("cannot take calls: " + e.getMessage());
            retire("it cannot take calls: " + e.getMessage());
        }
    }

    private void serve(Session session, SocketChannel channel, Program program, Runnable often) {
        var tooLate = timer.schedule(() -> hangUp(session), HELLO.toMillis(), TimeUnit.MILLISECONDS);
        var looks = timer.scheduleWithFixedDelay(often, OFTEN.toMillis(), OFTEN.toMillis(), TimeUnit.MILLISECONDS);
        try {
            var peer = Peer.of(channel);
            if (!peer.isOurUser()) {
                log.accept("sent away a process of another user");
                return;
            }
            var theirs = session.hello();
            if (!theirs.equals(version)) {
                retire("a client of version " + theirs + " called, this is " + version);
                session.refuse(new Frame.Outdated(version));
                return;
            }
            var call = session.call();
            var caller = session.caller(call);
            tooLate.cancel(false);
            var alone = umask.differs(call.umask())
                    .or(peer::otherGroup)
                    .or(() -> program.aloneBecause(call.words(), caller));
            if (alone.isPresent()) {
                session.refuse(new Frame.Alone(alone.get()));
            } else {
                session.run(call.words(), caller, program);
            }
        } catch (FrameException e) {
            log.accept("sent a client away: " + e.getMessage());
        } catch (IOException hungUp) {
            // Whoever called has gone; the program was told by its streams.
        } finally {
            tooLate.cancel(false);
            looks.cancel(false);
            hangUp(session);
            desk.leave(session, clock.instant());
        }
    }

    private void hangUp(Session session) {
        try {
            session.close();
        } catch (IOException e) {
            log.accept("cannot close a client's socket: " + e.getMessage());
        }
    }
}
