package dt.ssh;

import java.io.IOException;
import java.time.Duration;
import net.schmizz.sshj.connection.ConnectionImpl;
import net.schmizz.sshj.connection.channel.OpenFailException;
import org.jspecify.annotations.Nullable;

/**
 * The channel that a kept connection has open for its next command, which then needs one round trip instead of two. It is
 * asked for when a command has ended and nobody waits for the answer. It is taken by one only, and ends with the connection.
 */
final class Spare {
    private final ConnectionImpl connection;
    private final Arriving memory;
    private final SessionCount count;
    private @Nullable SshChannel channel;
    /** The host has no room for one beside those under way, MaxSessions: asking again would fill its log. */
    private boolean refused;

    Spare(ConnectionImpl connection, Arriving memory, SessionCount count) {
        this.connection = connection;
        this.memory = memory;
        this.count = count;
    }

    /** Asks for a channel, unless there is one or the host has refused one. Does not wait. */
    void prepare() {
        SshChannel fresh;
        synchronized (this) {
            if (refused || (channel != null && channel.isOpen())) {
                return;
            }
            fresh = SshChannel.session(connection, memory, count);
            channel = fresh;
        }
        try {
            fresh.ask(packet -> packet);
        } catch (IOException lost) {
            // Whoever takes it hears why.
            fresh.abandon();
        }
    }

    /**
     * The channel, which is the caller's from here on; null if there is none that can be used.
     *
     * @throws IOException when the connection is of no more use
     */
    @Nullable
    SshChannel take(Duration limit) throws IOException, InterruptedException {
        SshChannel taken;
        synchronized (this) {
            taken = channel;
            channel = null;
        }
        if (taken == null) {
            return null;
        }
        boolean opened = false;
        try {
            taken.awaitOpen(limit);
            opened = true;
        } catch (OpenFailException e) {
            synchronized (this) {
                refused = true;
            }
        } finally {
            if (!opened) {
                taken.abandon();
            }
        }
        if (opened && !taken.isOpen()) {
            // The host has closed it meanwhile, as ChannelTimeout has it do.
            taken.close();
            return null;
        }
        return opened ? taken : null;
    }
}
