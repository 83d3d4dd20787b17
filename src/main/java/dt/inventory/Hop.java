package dt.inventory;

import org.jspecify.annotations.Nullable;

/**
 * One jump host on the way to a host.
 *
 * @param user login name there, or null: ssh_config and the local user decide
 * @param host name or address, IPv6 without brackets
 * @param port 1 to 65535, or null: ssh_config decides
 */
public record Hop(
        @Nullable String user, String host, @Nullable Integer port) {
    public Hop {
        if (host.isBlank()) {
            throw new IllegalArgumentException("a jump host needs a name");
        }
        if (port != null && (port < 1 || port > 65535)) {
            throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
        }
    }

    /** As ssh's {@code ProxyJump} spells it: {@code [user@]host[:port]}. */
    @Override
    public String toString() {
        var named = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return (user == null ? "" : user + "@") + named + (port == null ? "" : ":" + port);
    }
}
