package dt.journal;

import dt.inventory.Hop;
import dt.inventory.Host;
import dt.inventory.Login;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A host of a run as a line of its journal, and back: what it takes to reach it when no inventory knows it any more. */
final class HostLine {
    static final String KIND = "host";
    private static final Pattern HOP = Pattern.compile("(?:(.+)@)?(?:\\[([^\\[\\]]+)\\]|([^:]+))(?::(\\d{1,5}))?");

    private HostLine() {}

    static byte[] of(Host host) {
        var line = new Line(KIND).with("host", host.label());
        if (!host.name().equals(host.label())) {
            line.with("name", host.name());
        }
        var login = host.login();
        line.maybe("address", login.address()).maybe("user", login.user());
        if (login.port() != null) {
            line.with("port", login.port());
        }
        if (login.jump() != null) {
            line.with("jump", login.jump().stream().map(Hop::toString).toList());
        }
        if (!login.identities().isEmpty()) {
            line.with("identity", login.identities());
        }
        return line.bytes();
    }

    /** The host; tags and variables are the inventory's to say. */
    static Host read(Fields line) throws JournalException {
        var label = line.text("host");
        var name = line.maybe("name");
        try {
            var login = new Login(
                    line.maybe("address"),
                    port(line.maybeNumber("port")),
                    line.maybe("user"),
                    line.has("jump") ? hops(line.texts("jump")) : null,
                    line.has("identity") ? line.texts("identity") : List.of());
            return new Host(label, name == null ? label : name, login, Set.of(), Map.of());
        } catch (IllegalArgumentException e) {
            throw new JournalException("a host line is wrong: " + e.getMessage());
        }
    }

    private static @Nullable Integer port(@Nullable Long number) {
        return number == null ? null : Integer.valueOf(Math.clamp(number, 0, Integer.MAX_VALUE));
    }

    private static List<Hop> hops(List<String> words) {
        var hops = new ArrayList<Hop>();
        for (var word : words) {
            var parts = HOP.matcher(word);
            if (!parts.matches()) {
                throw new IllegalArgumentException("no jump host: " + word);
            }
            var host = parts.group(2) == null ? parts.group(3) : parts.group(2);
            var port = parts.group(4) == null ? null : Integer.valueOf(parts.group(4));
            hops.add(new Hop(parts.group(1), host == null ? "" : host, port));
        }
        return hops;
    }
}
