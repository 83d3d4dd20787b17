package dt.inventory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code 90-managed.yaml}: hosts in the order in which they were added, and what is laid over hosts of other files. */
final class ManagedYaml implements ManagedFile.Managed {
    private static final String HEAD = """
            # Written by dt add, dt tag and dt rm. Write other hosts into other files: this one is made anew each time.
            hosts:
            """;

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** What is said of one host: lines of the file, and the tags apart. */
    private record Entry(Map<String, String> lines, List<String> tags) {}

    /** @throws InventoryException when the text is no inventory, or has what this class does not write */
    ManagedYaml(String name, String text) throws InventoryException {
        var file = HostsYaml.read(name, text);
        if (!file.defaults.isEmpty()) {
            throw new InventoryException(
                    file.place(file.defaults.getFirst()), "dt writes this file and knows no defaults in it; move them");
        }
        for (int i = 0; i < file.hosts.size(); i++) {
            var entry = entry(file.hosts.get(i));
            for (var claim : file.blocks.get(i).claims()) {
                if (claim instanceof Claim.Tag tag) {
                    entry.tags.add(tag.text());
                } else {
                    entry.lines.merge(key(claim), value(claim), (a, b) -> b);
                }
            }
        }
    }

    private Entry entry(String host) {
        return entries.computeIfAbsent(host, _ -> new Entry(new LinkedHashMap<>(), new ArrayList<>()));
    }

    private static String key(Claim claim) {
        return claim instanceof Claim.Var var ? "vars." + var.name() : claim.key();
    }

    private static String value(Claim claim) {
        return switch (claim) {
            case Claim.Jump(var hops, var line, var column) ->
                hops.stream().map(h -> quoted(h.toString())).collect(Collectors.joining(", ", "[", "]"));
            case Claim.Identity(var files, var line, var column) ->
                files.stream().map(ManagedYaml::quoted).collect(Collectors.joining(", ", "[", "]"));
            case Claim.Port(var port, var line, var column) -> Integer.toString(port);
            case Claim.Address _, Claim.User _, Claim.Tag _, Claim.Var _ -> quoted(claim.text());
        };
    }

    @Override
    public String apply(ManagedFile.Change change, Function<String, Optional<Set<String>>> elsewhere) {
        var name = change.host().name();
        switch (change) {
            case ManagedFile.Change.Add(var host, var tags) -> {
                var entry = entry(name);
                if (elsewhere.apply(name).isEmpty()) {
                    login(host, entry.lines);
                }
                tags.forEach(tag -> add(entry, tag));
            }
            case ManagedFile.Change.Tag(var host, var more, var fewer) -> {
                var known = elsewhere.apply(name);
                if (known.isEmpty() && !entries.containsKey(name)) {
                    return "the inventory does not have it; use dt add";
                }
                var entry = entry(name);
                more.forEach(tag -> add(entry, tag));
                fewer.forEach(tag -> {
                    entry.tags.removeIf(tag::equals);
                    if (known.orElse(Set.of()).contains(tag) && !entry.tags.contains("-" + tag)) {
                        entry.tags.add("-" + tag);
                    }
                });
            }
            case ManagedFile.Change.Remove(var host) -> {
                if (entries.remove(name) == null) {
                    return elsewhere.apply(name).isPresent()
                            ? "it is in a file that dt does not write; dt hosts -v " + name + " shows which"
                            : "the inventory does not have it";
                }
            }
        }
        return "";
    }

    private static void add(Entry entry, String tag) {
        entry.tags.removeIf(("-" + tag)::equals);
        if (!entry.tags.contains(tag)) {
            entry.tags.add(tag);
        }
    }

    private static void login(Host host, Map<String, String> lines) {
        var login = host.login();
        if (login.address() != null) {
            lines.put("address", quoted(login.address()));
        }
        if (login.port() != null) {
            lines.put("port", String.valueOf(login.port()));
        }
        if (login.user() != null) {
            lines.put("user", quoted(login.user()));
        }
    }

    @Override
    public String text() {
        var text = new StringBuilder(HEAD);
        entries.forEach((name, entry) -> {
            text.append("  ").append(quoted(name)).append(":\n");
            var vars = new ArrayList<String>();
            entry.lines.forEach((key, value) -> {
                if (key.startsWith("vars.")) {
                    vars.add(quoted(key.substring(5)) + ": " + value);
                } else {
                    text.append("    ").append(key).append(": ").append(value).append('\n');
                }
            });
            if (!entry.tags.isEmpty()) {
                text.append("    tags: ")
                        .append(entry.tags.stream()
                                .map(ManagedYaml::quoted)
                                .collect(Collectors.joining(", ", "[", "]")))
                        .append('\n');
            }
            if (!vars.isEmpty()) {
                text.append("    vars: {").append(String.join(", ", vars)).append("}\n");
            }
        });
        return text.toString();
    }

    /** A scalar: plain where nobody could take it for something else. */
    private static String quoted(String text) {
        if (text.matches("[A-Za-z][A-Za-z0-9._-]*") && !text.matches("(?i)null|true|false|yes|no|on|off|y|n")) {
            return text;
        }
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (c < ' ' || c == 127) {
                quoted.append("\\x%02x".formatted(c));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }
}
