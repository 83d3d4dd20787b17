package dt.inventory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an inventory or a selector says of how to reach a host. Null means: not said here, ssh_config decides.
 *
 * @param address name or address to connect to, IPv6 without brackets; null: the host's name
 * @param port 1 to 65535
 * @param user login name
 * @param jump jump hosts, the first is the nearest to us; an empty list means straight, whatever ssh_config says
 * @param identities private key files as written, {@code ~} and tokens not yet expanded; empty: not said
 */
public record Login(
        @Nullable String address,
        @Nullable Integer port,
        @Nullable String user,
        @Nullable List<Hop> jump,
        List<String> identities) {
    /** Nothing said. */
    public static final Login UNSAID = new Login(null, null, null, null, List.of());

    public Login {
        if (port != null && (port < 1 || port > 65535)) {
            throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
        }
        jump = jump == null ? null : List.copyOf(jump);
        identities = List.copyOf(identities);
    }

    /** The same, but for the user and the port where they are not null. */
    public Login with(@Nullable String otherUser, @Nullable Integer otherPort) {
        return new Login(
                address, otherPort == null ? port : otherPort, otherUser == null ? user : otherUser, jump, identities);
    }
}
