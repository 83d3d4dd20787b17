package dt.selector;

import dt.inventory.Host;
import dt.inventory.Inventory;
import dt.inventory.Login;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** The hosts of {@code out}: one a line, tags behind the name, {@code #} begins a comment. */
final class HostLines {
    private static final int MOST = 1_000_000;
    private static final int LONGEST = 64 << 10;

    private final String selector;
    private final Inventory inventory;

    HostLines(String selector, Inventory inventory) {
        this.selector = selector;
        this.inventory = inventory;
    }

    List<Host> read(InputStream input) throws SelectorException {
        var hosts = new ArrayList<Host>();
        try {
            var lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
            int number = 0;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.length() > LONGEST || hosts.size() >= MOST) {
                    throw wrong("standard input names too much in line " + number);
                }
                int comment = line.indexOf('#');
                var words = (comment < 0 ? line : line.substring(0, comment))
                        .strip()
                        .split("\\s+");
                if (!words[0].isEmpty()) {
                    hosts.addAll(host(words, number));
                }
            }
            return hosts;
        } catch (IOException e) {
            throw wrong("standard input cannot be read: " + e.getMessage());
        }
    }

    private List<Host> host(String[] words, int number) throws SelectorException {
        List<HostItem> items;
        try {
            var cursor = new Cursor(words[0]);
            items = new HostItems(cursor).parse();
            if (!cursor.atEnd() || items.stream().anyMatch(HostItem::isGlob)) {
                throw cursor.wrong("that is no host", cursor.at);
            }
        } catch (SelectorException e) {
            throw wrong("line " + number + " of standard input is wrong: " + e.getMessage());
        }
        var said = List.of(words).subList(1, words.length);
        var hosts = new ArrayList<Host>();
        for (var item : items) {
            for (var name : item.names()) {
                var known = inventory.find(name);
                var login = known.map(Host::login).orElse(Login.UNSAID).with(item.user(), item.port());
                var tags = new HashSet<>(said);
                known.ifPresent(host -> tags.addAll(host.tags()));
                var vars = known.map(Host::vars).orElse(Map.of());
                hosts.add(new Host(item.label(name), name, login, tags, vars));
            }
        }
        return hosts;
    }

    private SelectorException wrong(String message) {
        return new SelectorException(message, selector, Math.max(0, selector.indexOf("out")));
    }
}
