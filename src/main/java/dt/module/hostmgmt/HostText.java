package dt.module.hostmgmt;

import dt.inventory.Hop;
import dt.inventory.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the inventory says of a host, on one line. */
final class HostText {
    private HostText() {}

    /** The tags, sorted, with a space between. */
    static String tags(Host host) {
        return String.join(" ", new TreeSet<>(host.tags()));
    }

    /** {@code key=value} for all that is said; what ssh_config decides is left out. */
    static String all(Host host) {
        var words = new ArrayList<String>();
        var login = host.login();
        var address = login.address();
        add(words, "address", address == null ? host.name() : address);
        if (login.port() != null) {
            add(words, "port", String.valueOf(login.port()));
        }
        var user = login.user();
        if (user != null) {
            add(words, "user", user);
        }
        var jump = login.jump();
        if (jump != null) {
            add(
                    words,
                    "jump",
                    jump.isEmpty() ? "none" : jump.stream().map(Hop::toString).collect(Collectors.joining(",")));
        }
        for (var identity : login.identities()) {
            add(words, "identity", identity);
        }
        if (!host.tags().isEmpty()) {
            add(words, "tags", String.join(",", new TreeSet<>(host.tags())));
        }
        new TreeMap<>(host.vars()).forEach((key, value) -> add(words, "var." + key, value));
        return String.join(" ", words);
    }

    private static void add(List<String> words, String key, String value) {
        boolean plain = !value.isEmpty() && value.chars().noneMatch(c -> Character.isWhitespace(c) || c == '"');
        words.add(key + "=" + (plain ? value : "\"" + value.replace("\"", "\"\"") + "\""));
    }
}
