package dt.remote;

import java.time.Duration;
import java.util.List;

/**
 * How a host was reached.
 *
 * @param address the name or address connected to, IPv6 without brackets
 * @param jump the jump hosts on the way, the nearest first
 * @param reused whether the connection was there already
 * @param took from the start of the TCP connect to the end of the login; zero for a reused one
 */
public record Connection(String address, int port, String user, List<String> jump, boolean reused, Duration took) {
    public Connection {
        jump = List.copyOf(jump);
    }
}
