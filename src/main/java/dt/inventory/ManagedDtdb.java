package dt.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A dtdb that stands alone: lines change, comments and order stay. */
final class ManagedDtdb implements ManagedFile.Managed {
    private static final Pattern LINE = Pattern.compile("([ \\t]*)([^ \\t#\\r][^ \\t\\r]*)(.*)");
    /** A comment begins where a word could. */
    private static final Pattern COMMENT = Pattern.compile("[ \\t]+#.*|\\r$");

    private final List<String> lines;
    private final boolean endsInNewline;

    /** @throws InventoryException when the text is no dtdb */
    ManagedDtdb(String name, String text) throws InventoryException {
        Dtdb.read(name, text);
        lines = new ArrayList<>(List.of(text.split("\n", -1)));
        endsInNewline = text.isEmpty() || text.endsWith("\n");
        if (endsInNewline) {
            lines.removeLast();
        }
    }

    @Override
    public String apply(ManagedFile.Change change, Function<String, Optional<Set<String>>> elsewhere) {
        int at = find(change.host().name());
        if (at < 0 && !(change instanceof ManagedFile.Change.Add)) {
            return "it has no line of its own in the file; change it by hand";
        }
        switch (change) {
            case ManagedFile.Change.Add(var host, var tags) -> {
                if (at < 0) {
                    lines.add(line(host, tags));
                } else {
                    lines.set(at, retagged(lines.get(at), tags, List.of()));
                }
            }
            case ManagedFile.Change.Tag(var host, var more, var fewer) ->
                lines.set(at, retagged(lines.get(at), more, fewer));
            case ManagedFile.Change.Remove(var host) -> lines.remove(at);
        }
        return "";
    }

    private int find(String name) {
        for (int i = 0; i < lines.size(); i++) {
            var match = LINE.matcher(lines.get(i));
            if (match.matches()) {
                var word = match.group(2);
                int bar = word.indexOf('|');
                if (Target.of(bar < 0 ? word : word.substring(0, bar)).host().equals(name)) {
                    return i;
                }
            }
        }
        return -1;
    }

    private static String line(Host host, List<String> tags) {
        var login = host.login();
        boolean bracket = Host.isIpv6(host.name()) && login.port() != null;
        var line = new StringBuilder(login.user() == null ? "" : login.user() + "@");
        line.append(bracket ? "[" + host.name() + "]" : host.name());
        line.append(login.port() == null ? "" : ":" + login.port());
        tags.forEach(tag -> line.append(' ').append(tag));
        return line.toString();
    }

    private static String retagged(String line, List<String> more, List<String> fewer) {
        var match = LINE.matcher(line);
        if (!match.matches()) {
            return line;
        }
        var behind = match.group(3);
        var comment = COMMENT.matcher(behind);
        int end = comment.find() ? comment.start() : behind.length();
        var words = new StringBuilder(behind.substring(0, end));
        for (var tag : fewer) {
            var kept = words.toString().replaceAll("[ \\t]+" + Pattern.quote(tag) + "(?=[ \\t]|$)", "");
            words.setLength(0);
            words.append(kept);
        }
        for (var tag : more) {
            if (!List.of(words.toString().strip().split("[ \\t]+")).contains(tag)) {
                words.append(' ').append(tag);
            }
        }
        return match.group(1) + match.group(2) + words + behind.substring(end);
    }

    @Override
    public String text() {
        var text = String.join("\n", lines);
        return lines.isEmpty() || !endsInNewline ? text : text + "\n";
    }
}
