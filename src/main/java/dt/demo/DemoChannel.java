package dt.demo;

import java.io.IOException;
import java.util.Map;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.channel.ChannelSessionFactory;

/**
 * A session channel that says so when a signal ended the command (RFC 4254 6.10); the library itself only knows exit
 * statuses. The JDK reports a signal as 128 and its number, so a command that itself ends with such a number looks the
 * same.
 */
final class DemoChannel extends ChannelSession {
    /** The signals that the RFC names, by their numbers on Linux. */
    private static final Map<Integer, String> SIGNALS = Map.ofEntries(
            Map.entry(1, "HUP"),
            Map.entry(2, "INT"),
            Map.entry(3, "QUIT"),
            Map.entry(4, "ILL"),
            Map.entry(6, "ABRT"),
            Map.entry(8, "FPE"),
            Map.entry(9, "KILL"),
            Map.entry(10, "USR1"),
            Map.entry(11, "SEGV"),
            Map.entry(12, "USR2"),
            Map.entry(13, "PIPE"),
            Map.entry(14, "ALRM"),
            Map.entry(15, "TERM"));

    /** Makes such channels. */
    static final class Factory extends ChannelSessionFactory {
        @Override
        public Channel createChannel(Session session) {
            return new DemoChannel();
        }
    }

    @Override
    protected void sendExitStatus(int status) throws IOException {
        var signal = SIGNALS.get(status - 128);
        if (signal == null) {
            super.sendExitStatus(status);
        } else if (!exitStatusSent.getAndSet(true)) {
            sendExitSignal(signal);
        }
    }

    private void sendExitSignal(String signal) throws IOException {
        var packet = getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_REQUEST);
        packet.putUInt(getRecipient());
        packet.putString("exit-signal");
        packet.putBoolean(false); // no reply wanted
        packet.putString(signal);
        packet.putBoolean(false); // no core dumped
        packet.putString(""); // no message
        packet.putString(""); // in no language
        writePacket(packet);
        notifyStateChanged("exit-signal");
    }
}
