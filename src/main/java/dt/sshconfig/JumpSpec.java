package dt.sshconfig;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code ProxyJump}: hosts with commas between them, {@code [user@]host[:port]} or {@code ssh://} URIs. */
final class JumpSpec {
    static final String NONE = "none";
    private static final String SCHEME = "ssh://";

    private JumpSpec() {}

    /** The text without comment and blanks, once it is known to be right. */
    static String clean(String spec, Line line) throws SshConfigException {
        int comment = spec.indexOf('#');
        var text = (comment < 0 ? spec : spec.substring(0, comment)).stripTrailing();
        if (text.isEmpty()) {
            throw line.missing();
        }
        if (text.equalsIgnoreCase(NONE)) {
            return NONE;
        }
        for (var hop : text.split(",", -1)) {
            if (hop(hop).isEmpty()) {
                throw line.bad(hop, "write [user@]host[:port], with commas between hosts");
            }
        }
        return text;
    }

    static Route.Jump route(String clean) {
        var hops = new ArrayList<Route.Hop>();
        for (var hop : clean.split(",", -1)) {
            hops.add(hop(hop).orElseThrow());
        }
        int last = clean.lastIndexOf(',');
        return new Route.Jump(clean.substring(0, last + 1) + hops.getLast(), hops);
    }

    private static Optional<Route.Hop> hop(String text) {
        boolean uri = text.startsWith(SCHEME);
        var spec = uri ? text.substring(SCHEME.length()) : text;
        int at = uri ? spec.indexOf('@') : spec.lastIndexOf('@');
        if (at == 0) {
            return Optional.empty();
        }
        var user = at < 0 ? null : spec.substring(0, at);
        if (uri && user != null) {
            int parameters = user.indexOf(';');
            user = decoded(parameters < 0 ? user : user.substring(0, parameters));
            if (user == null || user.isEmpty()) {
                return Optional.empty();
            }
        }
        var place = spec.substring(at + 1);
        if (uri && place.endsWith("/")) {
            place = place.substring(0, place.length() - 1);
        }
        return place(user, place, uri);
    }

    private static Optional<Route.Hop> place(@Nullable String user, String text, boolean uri) {
        int end = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
        if (text.indexOf('/') >= 0 || (text.startsWith("[") && end == 0)) {
            return Optional.empty();
        }
        var host = end < 0 ? text : text.substring(0, end);
        var behind = end < 0 ? "" : text.substring(end);
        if (host.startsWith("[")) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.isEmpty() || (!behind.isEmpty() && !behind.startsWith(":")) || (uri && !isDomain(host))) {
            return Optional.empty();
        }
        if (behind.length() <= 1) {
            return Optional.of(new Route.Hop(user, host, null));
        }
        var plain = host;
        return Numbers.port(behind.substring(1)).map(port -> new Route.Hop(user, plain, port));
    }

    private static boolean isDomain(String host) {
        return Ascii.isAlphanumeric(host.charAt(0))
                && !host.contains("..")
                && host.chars().allMatch(c -> ".-_".indexOf(c) >= 0 || Ascii.isAlphanumeric((char) c));
    }

    private static @Nullable String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return null;
        }
    }
}
