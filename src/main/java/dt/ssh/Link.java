package dt.ssh;

import dt.remote.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.connection.ConnectionImpl;
import net.schmizz.sshj.connection.channel.OpenFailException;
import org.jspecify.annotations.Nullable;

/** One authenticated connection. Many channels at once; closing it ends them all. */
final class Link implements AutoCloseable {
    private final ConnectionImpl connection;
    private final Carrier carrier;
    private final Connection report;
    private final Pool.@Nullable Lease via;
    private final Arriving memory;
    private final Processes processes = new Processes();
    private final SessionCount sessions = new SessionCount();
    private final Spare spare;

    Link(ConnectionImpl connection, Carrier carrier, Connection report, Pool.@Nullable Lease via, Arriving memory) {
        this.connection = connection;
        this.carrier = carrier;
        this.report = report;
        this.via = via;
        this.memory = memory;
        this.spare = new Spare(connection, memory, sessions);
    }

    Connection report() {
        return report;
    }

    Processes processes() {
        return processes;
    }

    boolean isOpen() {
        return serves(connection);
    }

    /** Whether this is what its transport serves: when that has died, it serves nothing. */
    static boolean serves(net.schmizz.sshj.connection.Connection connection) {
        return connection.equals(connection.getTransport().getService());
    }

    /** A channel for one command: the spare one if there is one. */
    SshChannel openSession(Duration limit) throws IOException, InterruptedException {
        var ready = spare.take(limit);
        if (ready != null) {
            return ready;
        }
        try {
            return newSession(limit);
        } catch (OpenFailException full) {
            // sshd has a session free only a moment after it said that the command of that session was over.
            if (sessions.open() >= sessions.most() || !answers(limit)) {
                throw full;
            }
            return newSession(limit);
        }
    }

    private SshChannel newSession(Duration limit) throws IOException, InterruptedException {
        return opened(SshChannel.session(connection, memory, sessions), limit, packet -> packet);
    }

    SessionCount sessions() {
        return sessions;
    }

    /** A channel on which the host connects on to another, RFC 4254 7.2. */
    SshChannel openTunnel(String address, int port, Duration limit) throws IOException, InterruptedException {
        return opened(
                SshChannel.tunnel(connection, memory),
                limit,
                packet -> packet.putString(address)
                        .putUInt32(port)
                        .putString("127.0.0.1")
                        .putUInt32(65535));
    }

    /** Asks for the channel of the next command now, so that it need not wait for one. */
    void prepareSpare() {
        if (isOpen()) {
            spare.prepare();
        }
    }

    private static SshChannel opened(
            SshChannel channel,
            Duration limit,
            java.util.function.UnaryOperator<net.schmizz.sshj.common.SSHPacket> details)
            throws IOException, InterruptedException {
        boolean open = false;
        try {
            channel.open(details, limit);
            open = true;
            return channel;
        } finally {
            if (!open) {
                channel.abandon();
            }
        }
    }

    /** Whether the host still answers; any answer will do, a refusal too. */
    boolean answers(Duration limit) {
        try {
            var promise = connection.sendGlobalRequest("keepalive@openssh.com", true, new byte[0]);
            return promise.tryRetrieve(limit.toMillis(), TimeUnit.MILLISECONDS) != null;
        } catch (SSHException refused) {
            return isOpen();
        }
    }

    /** Ends the connection at once. Says no farewell: that write could wait on a host that reads no more. */
    @Override
    public void close() {
        carrier.close();
        if (via != null) {
            via.close();
        }
    }
}
