package dt.sshconfig;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which host is asked for, and what selector, inventory and command line say of it. All of that wins over ssh_config,
 * as options before all files do, and takes part in
 * {@code Match}.
 *
 * @param host the name as typed: what {@code Host} and {@code Match originalhost} see, and {@code %n}
 * @param hostName name or address to connect to, IPv6 without brackets; null: ssh_config decides
 * @param port 1 to 65535, or null: ssh_config decides
 * @param user login name, or null: ssh_config decides
 * @param jump as {@code ProxyJump} spells it; empty or {@code none}: straight, whatever ssh_config says, {@code ProxyCommand} too; null:
 *     ssh_config decides
 * @param identities private key files, {@code ~} and tokens not yet expanded; those of ssh_config come behind them
 */
public record Query(
        String host,
        @Nullable String hostName,
        @Nullable Integer port,
        @Nullable String user,
        @Nullable String jump,
        List<String> identities) {

    public Query {
        identities = List.copyOf(identities);
    }

    /** Nothing but the name is known. */
    public static Query of(String host) {
        return new Query(host, null, null, null, null, List.of());
    }

    public Query withHostName(@Nullable String other) {
        return new Query(host, other, port, user, jump, identities);
    }

    public Query withPort(@Nullable Integer other) {
        return new Query(host, hostName, other, user, jump, identities);
    }

    public Query withUser(@Nullable String other) {
        return new Query(host, hostName, port, other, jump, identities);
    }

    public Query withJump(@Nullable String other) {
        return new Query(host, hostName, port, user, other, identities);
    }

    public Query withIdentities(List<String> other) {
        return new Query(host, hostName, port, user, jump, other);
    }
}
