package dt.sshconfig;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the bytes get to the host: {@code ProxyJump} and {@code ProxyCommand}, whichever was said first. */
public sealed interface Route {
    /** TCP from here. */
    record Straight() implements Route {}

    /**
     * Through other hosts.
     *
     * @param written as {@code ssh -G} prints it
     * @param hops the first is the nearest to us; each is looked up in the configuration by itself
     */
    record Jump(String written, List<Hop> hops) implements Route {
        public Jump {
            hops = List.copyOf(hops);
        }
    }

    /** Standard input and output of a command for the user's shell, {@code exec} not yet put before it. */
    record Program(Expanded command) implements Route {}

    /**
     * One jump host.
     *
     * @param user null: the configuration of that host decides, else the local user
     * @param host IPv6 without brackets
     * @param port null: the configuration of that host decides
     */
    record Hop(@Nullable String user, String host, @Nullable Integer port) {
        @Override
        public String toString() {
            boolean numeric = host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
            return (user == null ? "" : user + "@")
                    + (numeric ? "[" + host + "]" : host)
                    + (port == null ? "" : ":" + port);
        }
    }
}
