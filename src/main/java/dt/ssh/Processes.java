package dt.ssh;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The commands of one connection that run, in the order in which the host was asked for them. One sshd serves a
 * connection and starts its commands in this order: that is how the process of a command is told from its siblings.
 */
final class Processes {
    private final List<SshChannel> started = new ArrayList<>();

    /** Asks the host to run a line with the login shell. The lock is held for one packet, so that the order is true. */
    synchronized void start(SshChannel channel, String line) throws IOException {
        started.removeIf(SshChannel::hasExited);
        started.add(channel);
        channel.request("exec", true, packet -> packet.putString(line));
    }

    /** Those whose end has not arrived yet, but for one. */
    synchronized List<SshChannel> runningBut(SshChannel one) {
        return started.stream()
                .filter(channel -> channel != one && !channel.hasExited())
                .toList();
    }
}
