package dt.ssh;

import dt.remote.Command;
import dt.remote.Connection;
import dt.remote.Exit;
import dt.remote.Input;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import dt.remote.RemoteException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import net.schmizz.sshj.connection.channel.OpenFailException;
import org.jspecify.annotations.Nullable;

/** A host over a pooled connection. */
final class SshRemote implements Remote {
    /** A connection that refuses a channel gets a sibling, and a dead one from the pool a successor; then it is enough. */
    private static final int TRIES = 3;

    private final Target target;
    private final Pool pool;
    private final ScheduledExecutorService timer;
    private final Supplier<Pool> others;
    private final boolean ownsPool;
    private final CompletableFuture<Link> cancel = new CompletableFuture<>();

    private Pool.@Nullable Lease lease;
    private @Nullable Exec running;
    private boolean closed;

    /** @param others makes a pool that has no connection yet */
    SshRemote(Target target, Pool pool, ScheduledExecutorService timer, Supplier<Pool> others) {
        this(target, pool, timer, others, false);
    }

    private SshRemote(
            Target target, Pool pool, ScheduledExecutorService timer, Supplier<Pool> others, boolean ownsPool) {
        this.target = target;
        this.pool = pool;
        this.timer = timer;
        this.others = others;
        this.ownsPool = ownsPool;
    }

    @Override
    public Remote anew() {
        return new SshRemote(target, others.get(), timer, others, true);
    }

    @Override
    public Connection connect() throws RemoteException, InterruptedException {
        var held = lease();
        var report = held.link().report();
        return held.reused()
                ? new Connection(report.address(), report.port(), report.user(), report.jump(), true, Duration.ZERO)
                : report;
    }

    @Override
    public Exit run(Command command, Output output) throws RemoteException, InterruptedException {
        var input = open(command.input());
        Exec exec;
        boolean begun = false;
        try {
            exec = claim(channel(), command, output);
            begun = true;
        } finally {
            if (!begun) {
                closeQuietly(input);
            }
        }
        try {
            return exec.run(input);
        } finally {
            release(exec);
        }
    }

    private void release(Exec exec) {
        boolean last;
        Pool.Lease held;
        synchronized (this) {
            running = null;
            last = closed;
            held = lease;
        }
        if (held != null && exec.leftBehind()) {
            held.retire();
        } else if (held != null) {
            held.prepareNext();
        }
        if (last) {
            giveBack();
        }
    }

    private static InputStream open(Input input) throws RemoteException {
        try {
            return input.open();
        } catch (IOException e) {
            throw new RemoteException(Reason.CONNECT, "cannot read the input: " + Failures.text(e), e);
        }
    }

    private static void closeQuietly(InputStream input) {
        try {
            input.close();
        } catch (IOException nothingWasRead) {
            // Nothing was read from it, so nothing can be lost.
        }
    }

    private SshChannel channel() throws RemoteException, InterruptedException {
        IOException last = new IOException("no session");
        long start = System.nanoTime();
        for (int i = 0; i < TRIES; i++) {
            var held = lease();
            try {
                return held.link().openSession(target.limit());
            } catch (OpenFailException e) {
                last = e;
                // Beside others' sessions there is room for one more, sooner or later, or on a sibling.
                if (held.full() && System.nanoTime() - start < target.limit().toNanos()) {
                    i--;
                }
                giveBack();
            } catch (InterruptedIOException e) {
                giveBack();
                throw new RemoteException(
                        Reason.TIMEOUT,
                        "the host opened no session within " + Failures.seconds(target.limit())
                                + "; check its load, or raise -T",
                        e);
            } catch (IOException e) {
                last = e;
                giveBack();
            }
        }
        if (last instanceof OpenFailException) {
            throw new RemoteException(
                    Reason.CONNECT,
                    "the host refuses a session: " + Failures.plain(Failures.text(last))
                            + "; check MaxSessions in its sshd_config",
                    last);
        }
        throw new RemoteException(
                Reason.LOST,
                "the host closed the connection before the command: " + Failures.plain(Failures.text(last))
                        + "; check its sshd log",
                last);
    }

    private Exec claim(SshChannel channel, Command command, Output output) throws RemoteException {
        synchronized (this) {
            if (!closed && lease != null) {
                running = new Exec(lease.link(), channel, command, output, target.environment(), timer);
                return running;
            }
        }
        channel.close();
        throw stopped();
    }

    private Pool.Lease lease() throws RemoteException, InterruptedException {
        synchronized (this) {
            if (closed) {
                throw stopped();
            }
            if (lease != null && lease.link().isOpen()) {
                return lease;
            }
        }
        giveBack();
        var fresh = pool.lease(target, cancel);
        boolean late;
        synchronized (this) {
            late = closed;
            lease = late ? null : fresh;
        }
        if (late) {
            fresh.close();
            throw stopped();
        }
        return fresh;
    }

    private static RemoteException stopped() {
        return new RemoteException(Reason.CONNECT, "stopped before the command; run it again");
    }

    private void giveBack() {
        Pool.Lease held;
        synchronized (this) {
            held = lease;
            lease = null;
        }
        if (held != null) {
            held.close();
        }
    }

    /** A command under way keeps the connection until it is ended there. */
    @Override
    public void close() {
        Exec exec;
        synchronized (this) {
            closed = true;
            exec = running;
        }
        cancel.completeExceptionally(stopped());
        if (exec == null) {
            giveBack();
        } else {
            exec.stop();
        }
        if (ownsPool && exec == null) {
            pool.close();
        }
    }
}
