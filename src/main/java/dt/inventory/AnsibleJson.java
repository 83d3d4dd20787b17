package dt.inventory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/**
 * Reads what an Ansible inventory script prints for {@code --list}: groups with hosts, children and vars, and
 * {@code _meta.hostvars}. A group is a tag of its hosts and of those of its children; {@code all} and {@code ungrouped}
 * are none. Variables of a child replace those of its parent, a host's own come last.
 */
final class AnsibleJson {
    private static final Set<String> EVERYBODY = Set.of("all", "ungrouped");

    /** Groups below each other; also what a circle of groups costs at most. */
    private static final int DEEPEST = 100;

    private final String name;
    private final HostFile file;
    private final Map<String, Object> groups = new LinkedHashMap<>();
    private final Map<String, List<Claim>> claims = new LinkedHashMap<>();

    private AnsibleJson(String name) {
        this.name = name;
        this.file = new HostFile(name);
    }

    /** @throws InventoryException when this is no such JSON */
    static HostFile read(String name, String json) throws InventoryException {
        var reader = new AnsibleJson(name);
        try {
            reader.read(JSON.std.anyFrom(json));
        } catch (JacksonException e) {
            var at = e.getLocation();
            var place = at == null ? "" : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
            throw reader.wrong("no JSON: " + oneLine(e.getOriginalMessage()) + place);
        } catch (IllegalArgumentException e) {
            throw reader.wrong(String.valueOf(e.getMessage()));
        }
        return reader.file;
    }

    private static String oneLine(@Nullable String message) {
        return String.valueOf(message).strip().replaceAll("\\s+", " ");
    }

    private InventoryException wrong(String why) {
        return new InventoryException(new Place(name, 0, 0), "what it prints for --list is wrong: " + why);
    }

    private void read(@Nullable Object json) {
        groups.putAll(map("the whole", json));
        var meta = map("_meta", groups.remove("_meta"));
        var hostvars = map("_meta.hostvars", meta.get("hostvars"));
        for (var group : groups.keySet()) {
            for (var host : hosts(group)) {
                claimsOf(host);
            }
        }
        hostvars.keySet().forEach(this::claimsOf);
        for (var group : parentsFirst()) {
            group(group);
        }
        hostvars.forEach((host, vars) -> vars(claimsOf(host), map("hostvars of " + host, vars)));
    }

    private List<Claim> claimsOf(String host) {
        return claims.computeIfAbsent(host, text -> {
            var names = Words.names(text);
            if (names.size() != 1 || !names.get(0).equals(text)) {
                throw new IllegalArgumentException("host " + Words.quoted(text) + " is a range; print each host");
            }
            var said = new ArrayList<Claim>();
            file.add(text, new HostFile.Block(file, 0, 0, said));
            return said;
        });
    }

    private void group(String group) {
        var vars = isOldForm(group) ? Map.<String, Object>of() : map("vars of " + group, member(group, "vars"));
        var isTag = !EVERYBODY.contains(group);
        if (isTag && Words.tag(group).startsWith("-")) {
            throw new IllegalArgumentException("group " + Words.quoted(group) + " begins with -; rename it");
        }
        for (var host : group.equals("all") ? claims.keySet() : hostsBelow(group)) {
            var said = claimsOf(host);
            if (isTag) {
                said.add(new Claim.Tag(group, 0, 0));
            }
            vars(said, vars);
        }
    }

    private Set<String> hostsBelow(String group) {
        var seen = new HashSet<String>();
        var hosts = new LinkedHashSet<String>();
        var waiting = new ArrayDeque<String>(List.of(group));
        while (!waiting.isEmpty()) {
            var next = waiting.remove();
            if (seen.add(next)) {
                hosts.addAll(hosts(next));
                waiting.addAll(children(next));
            }
        }
        return hosts;
    }

    /** By how deep a group is below another, then by name, as Ansible has it. A circle ends where it began. */
    private List<String> parentsFirst() {
        var depth = new TreeMap<String, Integer>();
        groups.keySet().forEach(group -> depth.put(group, group.equals("all") ? 0 : 1));
        var changed = true;
        for (var round = 0; changed && round < DEEPEST; round++) {
            changed = false;
            for (var group : groups.keySet()) {
                for (var child : children(group)) {
                    var below = depth.getOrDefault(group, 1) + 1;
                    if (below > depth.getOrDefault(child, below)) {
                        depth.put(child, below);
                        changed = true;
                    }
                }
            }
        }
        var order = new ArrayList<>(depth.keySet());
        order.sort((a, b) -> Integer.compare(depth.getOrDefault(a, 1), depth.getOrDefault(b, 1)));
        return order;
    }

    private List<String> hosts(String group) {
        return texts("hosts of " + group, isOldForm(group) ? groups.get(group) : member(group, "hosts"));
    }

    private List<String> children(String group) {
        return isOldForm(group) ? List.of() : texts("children of " + group, member(group, "children"));
    }

    /** A group may be a bare list of hosts. */
    private boolean isOldForm(String group) {
        return groups.get(group) instanceof List<?>;
    }

    private @Nullable Object member(String group, String key) {
        return map("group " + group, groups.get(group)).get(key);
    }

    private static void vars(List<Claim> said, Map<String, Object> vars) {
        for (var entry : vars.entrySet()) {
            var text = text(entry.getValue());
            said.add(
                    switch (entry.getKey()) {
                        case "ansible_host" -> new Claim.Address(Words.address(text), 0, 0);
                        case "ansible_port" -> new Claim.Port(Words.port(text), 0, 0);
                        case "ansible_user" -> new Claim.User(Words.word("user", text), 0, 0);
                        default -> new Claim.Var(entry.getKey(), text, 0, 0);
                    });
        }
    }

    /** A value that is more than one text stays JSON. */
    private static String text(@Nullable Object value) {
        try {
            return switch (value) {
                case null -> "";
                case String string -> string;
                default -> JSON.std.asString(value);
            };
        } catch (JacksonException e) {
            throw new IllegalArgumentException("a value cannot be kept", e);
        }
    }

    private static Map<String, Object> map(String what, @Nullable Object json) {
        var map = new LinkedHashMap<String, Object>();
        if (json instanceof Map<?, ?> found) {
            found.forEach((key, value) -> map.put(String.valueOf(key), value));
        } else if (json != null) {
            throw new IllegalArgumentException(Words.quoted(what) + " is no object");
        }
        return map;
    }

    private static List<String> texts(String what, @Nullable Object json) {
        var texts = new ArrayList<String>();
        if (json instanceof List<?> list) {
            for (var text : list) {
                if (!(text instanceof String string)) {
                    throw new IllegalArgumentException(Words.quoted(what) + " holds something else than names");
                }
                texts.add(string);
            }
        } else if (json != null) {
            throw new IllegalArgumentException(Words.quoted(what) + " is no list");
        }
        return texts;
    }
}
