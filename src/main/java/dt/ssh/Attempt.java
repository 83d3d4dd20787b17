package dt.ssh;

import dt.remote.Connection;
import dt.remote.RemoteException;
import dt.remote.RemoteException.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.connection.ConnectionImpl;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.transport.TransportImpl;
import org.jspecify.annotations.Nullable;

/**
 * One try to connect and log in, on a thread of its own: name lookups and TCP connects listen to no interrupt, so
 * whoever waits must be able to leave them behind. The result comes in time whatever hangs.
 */
final class Attempt implements Making {
    private final Target target;
    private final Shared shared;
    private final Pool pool;
    private final CompletableFuture<Link> result = new CompletableFuture<>();
    private final Thread thread;
    private final Computing.Share computing;

    private long begun;
    private @Nullable ScheduledFuture<?> watch;
    private Phase phase = Phase.LOOKUP;
    private @Nullable Carrier carrier;
    private @Nullable Greeting greeting;
    private boolean over;

    /** What all attempts of a process have in common. */
    record Shared(
            ScheduledExecutorService timer,
            Computing computing,
            StartGate gate,
            Dialer.Resolver resolver,
            Readers readers,
            Arriving memory) {}

    Attempt(Target target, Shared shared, Pool pool) {
        this.target = target;
        this.shared = shared;
        this.pool = pool;
        this.computing = shared.computing().share();
        this.thread = Threads.daemon("dt-connect " + target.name(), this::run);
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public CompletableFuture<Link> result() {
        return result;
    }

    @Override
    public void abandon() {
        end(new RemoteException(Reason.CONNECT, "stopped while connecting; run it again"));
    }

    private void run() {
        Pool.Lease via = null;
        boolean handedOver = false;
        try {
            var jump = target.jump();
            via = jump == null ? null : pool.leaseJump(jump);
            try (var turn = shared.gate().enter(target)) {
                var link = connect(via);
                turn.succeeded();
                handedOver = result.complete(link);
                if (!handedOver) {
                    link.close();
                    handedOver = true;
                }
            }
        } catch (RemoteException e) {
            end(e);
        } catch (IOException e) {
            end(Failures.of(phase(), target, withComplaint(e)));
        } catch (InterruptedException e) {
            abandon();
        } catch (RuntimeException | Error bug) {
            result.completeExceptionally(bug);
            throw bug;
        } finally {
            if (!handedOver && via != null) {
                via.close();
            }
        }
    }

    private Link connect(Pool.@Nullable Lease via) throws IOException, RemoteException, InterruptedException {
        long start = System.nanoTime();
        long end = start + target.limit().toNanos();
        synchronized (this) {
            begun = start;
        }
        watch(target.limit().toNanos());
        Handshake handshake;
        TransportImpl transport;
        Carrier way;
        try {
            way = dial(via, end);
            var carried = way;
            enter(Phase.BANNER, way);
            var input = new Greeting(new ReadAhead(way.input()));
            greeting = input;
            handshake = new Handshake(
                    target, way.address(), computing, work -> shared.readers().of(target.name(), carried, work));
            transport = handshake.transport();
            transport.init(target.place(), target.port(), input, way.output());
            enter(Phase.KEX, way);
            handshake.exchange(transport);
            enter(Phase.LOGIN, way);
        } finally {
            unwatch();
        }
        var connection = new ConnectionImpl(transport, transport.getConfig().getKeepAliveProvider());
        var left = Duration.ofNanos(Math.max(1, end + computing.nanos() - System.nanoTime()));
        logIn(transport, connection, left);
        var took = Duration.ofNanos(System.nanoTime() - start);
        var link = new Link(connection, way, report(took), via, shared.memory());
        if (target.aliveInterval().isPositive()) {
            new Alive(link, target.aliveInterval(), target.aliveCountMax(), shared.timer()).watch();
        }
        return link;
    }

    private void logIn(TransportImpl transport, ConnectionImpl connection, Duration left)
            throws RemoteException, InterruptedException {
        try {
            target.credentials().login(transport, target.user(), connection, left);
        } catch (RemoteException e) {
            // What was left for the login is no number that a person has ever set.
            throw e.reason() == Reason.TIMEOUT
                    ? new RemoteException(Reason.TIMEOUT, Phase.LOGIN.timedOut(target.limit()), e)
                    : e;
        }
    }

    private Connection report(Duration took) {
        return new Connection(target.address(), target.port(), target.user(), target.jumpNames(), false, took);
    }

    private Carrier dial(Pool.@Nullable Lease via, long end) throws IOException, RemoteException, InterruptedException {
        return switch (target.route()) {
            case Target.Route.Straight(var family) -> {
                enter(Phase.LOOKUP, null);
                var addresses = Dialer.lookUp(target.address(), family, shared.resolver());
                enter(Phase.CONNECT, null);
                yield new Carrier.Tcp(Dialer.connect(addresses, target.port(), end, socket -> {
                    var way = new Carrier.Tcp(socket);
                    if (!use(way)) {
                        way.close();
                    }
                }));
            }
            case Target.Route.Via(var jump) -> {
                enter(Phase.JUMP, null);
                if (via == null) {
                    throw new ConnectException("no jump host");
                }
                yield new Tunnel(via.link().openTunnel(target.address(), target.port(), target.limit()));
            }
            case Target.Route.Program program -> {
                enter(Phase.CONNECT, null);
                yield ProxyProgram.start(program);
            }
        };
    }

    private synchronized Phase phase() {
        return phase;
    }

    private synchronized boolean use(Carrier way) {
        carrier = way;
        return !over;
    }

    private void enter(Phase next, @Nullable Carrier way) throws IOException {
        synchronized (this) {
            phase = next;
            if (way != null) {
                carrier = way;
            }
            if (!over) {
                return;
            }
        }
        if (way != null) {
            way.close();
        }
        throw new TransportException("the limit is over");
    }

    private synchronized void watch(long nanos) {
        watch = shared.timer().schedule(this::expire, nanos, TimeUnit.NANOSECONDS);
    }

    private synchronized void unwatch() {
        if (watch != null) {
            watch.cancel(false);
        }
    }

    private void expire() {
        Phase reached;
        synchronized (this) {
            if (over || phase == Phase.LOGIN) {
                return;
            }
            // For what the host waited for us it gets more time.
            long left = begun + target.limit().toNanos() + computing.nanos() - System.nanoTime();
            if (left > 0) {
                watch(left);
                return;
            }
            reached = phase;
        }
        var heard = greeting == null ? "" : greeting.heard();
        var message = reached.timedOut(target.limit());
        if (reached == Phase.BANNER && heard.startsWith("SSH-")) {
            message = Phase.KEX.timedOut(target.limit());
        } else if (reached == Phase.BANNER && !heard.isBlank()) {
            message = "no SSH banner but \"" + Failures.plain(heard) + "\"" + message.substring(13);
        }
        end(new RemoteException(Reason.TIMEOUT, message));
    }

    /** The first end counts; whatever goes wrong after it is only its echo. */
    private void end(RemoteException why) {
        result.completeExceptionally(why);
        Carrier way;
        synchronized (this) {
            over = true;
            way = carrier;
        }
        if (way != null) {
            way.close();
        }
        thread.interrupt();
    }

    private IOException withComplaint(IOException e) {
        Carrier way;
        synchronized (this) {
            way = carrier;
        }
        var complaint = way == null ? "" : way.complaint();
        return complaint.isEmpty() ? e : new IOException("ProxyCommand said: " + complaint, e);
    }
}
