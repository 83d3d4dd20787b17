package dt.ssh;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.connection.channel.Channel;

/** What sshj wants to know of every channel and we have no use for, or no choice in. */
abstract class BareChannel implements Channel {
    @Override
    public boolean getAutoExpand() {
        return false;
    }

    @Override
    public void setAutoExpand(boolean autoExpand) {}

    @Override
    public int getLocalMaxPacketSize() {
        return Arrivals.PACKET;
    }

    @Override
    public long getLocalWinSize() {
        return Arriving.NARROW;
    }

    @Override
    public Charset getRemoteCharset() {
        return StandardCharsets.UTF_8;
    }

    @Override
    public void join() {
        throw new UnsupportedOperationException("a wait has a limit");
    }

    @Override
    public void join(long timeout, TimeUnit unit) {
        throw new UnsupportedOperationException("use arrivals");
    }

    @Override
    public boolean isEOF() {
        return !isOpen();
    }
}
