package dt.web;

import java.net.InetAddress;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where the page is to be had, and for whom.
 *
 * @param port 0: any that is free
 * @param names what a browser may call this machine, beside the address
 * @param tls null: plain HTTP, on a loopback address only
 */
public record Door(
        InetAddress address,
        int port,
        Set<String> names,
        @Nullable SSLContext tls,
        Keys keys) {
    public Door {
        names = Set.copyOf(names);
        if (tls == null && !address.isLoopbackAddress()) {
            throw new IllegalArgumentException("no page without TLS on " + address);
        }
    }
}
