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
import net.schmizz.sshj.connection.channel.OpenFailException;
import org.jspecify.annotations.Nullable;

/** A host over a pooled connection. */
final class SshRemote implements Remote {
    /** A connection that refuses a channel gets a sibling, and a dead one from the pool a successor; then it is enough. */
    private static final int TRIES = 3;

    private final Target target;
    private final Pool pool;
    private final CompletableFuture<Link> cancel = new CompletableFuture<>();

    private Pool.@Nullable Lease lease;
    private @Nullable SshChannel running;
    private boolean closed;

    SshRemote(Target target, Pool pool) {
        this.target = target;
        this.pool = pool;
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
        boolean begun = false;
        try {
            var channel = channel();
            begun = true;
            return new Exec(channel, command, output, target.environment()).run(input);
        } finally {
            synchronized (this) {
                running = null;
            }
            if (!begun) {
                closeQuietly(input);
            }
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
        for (int i = 0; i < TRIES; i++) {
            var held = lease();
            try {
                return claim(held.link().openSession(target.limit()));
            } catch (OpenFailException e) {
                last = e;
                held.full();
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
                Reason.CONNECT,
                "the host closed the connection before the command: " + Failures.plain(Failures.text(last))
                        + "; check its sshd log",
                last);
    }

    private SshChannel claim(SshChannel channel) throws RemoteException {
        boolean late;
        synchronized (this) {
            late = closed;
            running = channel;
        }
        if (late) {
            channel.close();
            throw stopped();
        }
        return channel;
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

    @Override
    public void close() {
        SshChannel channel;
        synchronized (this) {
            closed = true;
            channel = running;
        }
        cancel.completeExceptionally(stopped());
        if (channel != null) {
            channel.arrivals().stop();
        }
        giveBack();
    }
}
