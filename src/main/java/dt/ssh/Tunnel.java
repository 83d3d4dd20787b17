package dt.ssh;

import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** The bytes of a connection through a jump host. */
record Tunnel(SshChannel channel) implements Carrier {
    @Override
    public InputStream input() {
        return channel.getInputStream();
    }

    @Override
    public OutputStream output() {
        return channel.getOutputStream();
    }

    @Override
    public @Nullable String address() {
        return null;
    }

    @Override
    public void close() {
        channel.arrivals().stop();
        channel.close();
    }
}
