package dt.inventory;

import dt.inventory.YamlEvents.Kind;
import dt.suggest.Nearest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the YAML form of an inventory: {@code defaults} and {@code hosts}. */
final class HostsYaml {
    private static final List<String> SECTIONS = List.of("defaults", "hosts");

    private final YamlEvents events;
    private final HostFile file;
    private final SettingsOfHost settings;

    private HostsYaml(YamlEvents events, HostFile file) {
        this.events = events;
        this.file = file;
        this.settings = new SettingsOfHost(events, file.name);
    }

    /** @throws InventoryException for the first thing in the file that is wrong */
    static HostFile read(String name, byte[] bytes) throws InventoryException {
        try {
            return new HostsYaml(new PlainYaml(bytes), new HostFile(name)).file();
        } catch (PlainYaml.NotPlain | InventoryException unsure) {
            // A text may look wrong only because the short cut has not yet seen that it goes on in the next line.
            return readFully(name, bytes);
        }
    }

    /** Without the short cut. */
    static HostFile readFully(String name, byte[] bytes) throws InventoryException {
        var text = Contents.text(name, bytes);
        return new HostsYaml(new FullYaml(name, text), new HostFile(name)).file();
    }

    private HostFile file() throws InventoryException {
        var kind = events.next();
        if (kind == Kind.DONE || isNothing(kind)) {
            return file;
        }
        if (kind != Kind.MAPPING) {
            throw wrong("an inventory has keys and values; begin with hosts:");
        }
        var seen = new boolean[SECTIONS.size()];
        while ((kind = events.next()) != Kind.END) {
            var section = SECTIONS.indexOf(key(kind));
            if (section < 0) {
                throw unknown(events.text(), SECTIONS);
            }
            if (seen[section]) {
                throw wrong(SECTIONS.get(section) + " is given twice; write it once");
            }
            seen[section] = true;
            if (section == 0) {
                settings.read(file.defaults);
            } else {
                hosts();
            }
        }
        events.next();
        return file;
    }

    private void hosts() throws InventoryException {
        var kind = events.next();
        if (isNothing(kind)) {
            return;
        }
        if (kind != Kind.MAPPING) {
            throw wrong("hosts is not a mapping; write each host as name: on a line of its own");
        }
        while ((kind = events.next()) != Kind.END) {
            host(key(kind));
        }
    }

    private void host(String text) throws InventoryException {
        List<String> names;
        try {
            names = Words.names(text);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
        var claims = new ArrayList<Claim>(5);
        var block = new HostFile.Block(file, events.line(), events.column(), claims);
        for (var i = 0; i < names.size(); i++) {
            file.add(names.get(i), block);
        }
        settings.read(claims);
    }

    private String key(Kind kind) throws InventoryException {
        return switch (kind) {
            case SCALAR -> events.text();
            case MAPPING, SEQUENCE, END, DONE -> throw wrong("a key is not a word; write name: value");
        };
    }

    private boolean isNothing(Kind kind) {
        return kind == Kind.SCALAR && isNothing(events);
    }

    private InventoryException unknown(String key, List<String> known) {
        return wrong(unknownKey(key, known));
    }

    private InventoryException wrong(String message) {
        return new InventoryException(new Place(file.name, events.line(), events.column()), message);
    }

    /** YAML's null. */
    static boolean isNothing(YamlEvents events) {
        var text = events.text();
        return events.isPlain() && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }

    static String unknownKey(String key, List<String> known) {
        var nearest = Nearest.to(key, known);
        return "unknown key " + Words.quoted(key) + "; "
                + (nearest.isPresent()
                        ? "did you mean " + nearest.get() + "?"
                        : "known are " + String.join(", ", known));
    }

    /** The file of this text. */
    static HostFile read(String name, String text) throws InventoryException {
        return read(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
