package dt.web;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides on each request by its head, before anything else looks at it.
 *
 * <p>The name in {@code Host} has to be one of ours, or a page elsewhere could have its own name lead here (DNS
 * rebinding). Whoever has a token or a cookie may read; a change has to be a POST that comes from our own page by its
 * {@code Origin}, or from a program that sends the token as a bearer, which no page elsewhere can.
 */
public final class Guard {
    /** The head of a request; what it lacks is empty. */
    public record Asked(
            String method,
            String path,
            String host,
            Optional<String> origin,
            Optional<String> fetchSite,
            Optional<String> cookies,
            Optional<String> authorization,
            Optional<String> token) {}

    /** What becomes of a request. */
    public sealed interface Decision {
        /** It is answered. */
        record Pass(String who) implements Decision {}

        /** A token was exchanged; the browser goes on without it. */
        record Welcome(String cookie) implements Decision {}

        /** It is not answered; the reason is for a person. */
        record Refuse(int status, String why) implements Decision {}
    }

    private static final String BEARER = "Bearer ";
    /** Two groups or more, with the colons around them. */
    private static final Pattern ZEROS = Pattern.compile("(?:^|:)0(?::0)+(?::|$)");

    private final Keys keys;
    private final InstantSource clock;
    private final boolean secure;
    private final int port;
    private final Set<String> hosts = new HashSet<>();

    /** For a door that is open at this port. */
    public Guard(Door door, int port, InstantSource clock) {
        this.keys = door.keys();
        this.clock = clock;
        this.secure = door.tls() != null;
        this.port = port;
        var names = new HashSet<>(door.names());
        names.add(literal(door.address()));
        if (door.address().isLoopbackAddress()) {
            names.add("localhost");
        }
        for (var name : names) {
            hosts.add(name.toLowerCase(Locale.ROOT) + ":" + port);
            if (port == (secure ? 443 : 80)) {
                hosts.add(name.toLowerCase(Locale.ROOT));
            }
        }
    }

    /** An address as a URL has it, and as browsers spell it: an IPv6 one with its longest run of zeros left out. */
    public static String literal(InetAddress address) {
        var text = address.getHostAddress();
        if (text.indexOf(':') < 0) {
            return text;
        }
        var plain = text.replaceFirst("%.*", "");
        var run = ZEROS.matcher(plain)
                .results()
                .max(Comparator.comparingInt(r -> r.group().length()));
        return "["
                + run.map(r -> plain.substring(0, r.start()) + "::" + plain.substring(r.end()))
                        .orElse(plain)
                + "]";
    }

    /** What is to be done with a request. */
    public Decision decide(Asked asked) {
        if (!hosts.contains(asked.host().toLowerCase(Locale.ROOT))) {
            return new Decision.Refuse(421, "this is not the host that you asked for");
        }
        boolean reads = asked.method().equals("GET") || asked.method().equals("HEAD");
        if (!reads && !asked.method().equals("POST")) {
            return new Decision.Refuse(405, "only GET and POST are known here");
        }
        var bearer = asked.authorization().filter(a -> a.startsWith(BEARER));
        if (bearer.isPresent()) {
            return keys.whoseToken(bearer.get().substring(BEARER.length()).strip())
                    .<Decision>map(Decision.Pass::new)
                    .orElse(new Decision.Refuse(401, "the token is not valid"));
        }
        if (reads && asked.path().equals("/") && asked.token().isPresent()) {
            return keys.whoseToken(asked.token().get())
                    .<Decision>map(who -> new Decision.Welcome(cookie(who)))
                    .orElse(new Decision.Refuse(401, "the token in this address is not valid (any more)"));
        }
        if (!reads && !asked.origin().filter(this::isOurs).isPresent()) {
            return new Decision.Refuse(403, "this does not come from the page itself");
        }
        // Old browsers do not say it, and a link that was clicked elsewhere is no harm to the page itself.
        boolean elsewhere = asked.fetchSite()
                .filter(site -> !site.equals("same-origin") && !site.equals("none"))
                .isPresent();
        if (elsewhere && asked.path().startsWith("/api/")) {
            return new Decision.Refuse(403, "this does not come from the page itself");
        }
        return asked.cookies()
                .flatMap(this::whoseCookie)
                .<Decision>map(Decision.Pass::new)
                .orElse(new Decision.Refuse(401, "open the address that dt web printed"));
    }

    private boolean isOurs(String origin) {
        var scheme = secure ? "https://" : "http://";
        return origin.startsWith(scheme)
                && hosts.contains(origin.substring(scheme.length()).toLowerCase(Locale.ROOT));
    }

    /** A new cookie, as a header has it. Another port is another dt web, and browsers share cookies among ports. */
    public String cookie(String who) {
        return name() + "=" + keys.cookie(who, clock.instant()) + "; Path=/; HttpOnly; SameSite=Strict"
                + (secure ? "; Secure" : "");
    }

    private String name() {
        return "dt-web-" + port;
    }

    private Optional<String> whoseCookie(String header) {
        for (var pair : header.split(";", -1)) {
            var trimmed = pair.strip();
            if (trimmed.startsWith(name() + "=")) {
                var who = keys.whoseCookie(trimmed.substring(name().length() + 1), clock.instant());
                if (who.isPresent()) {
                    return who;
                }
            }
        }
        return Optional.empty();
    }
}
