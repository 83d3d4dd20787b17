package dt.inventory;

import dt.inventory.YamlEvents.Kind;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a file of settings: YAML of keys and values, where {@code pool: {idle: 5m}} says {@code pool.idle}. */
public final class YamlSettings {
    /**
     * One setting.
     *
     * @param values one text, or those of a list; none for a key without a value
     * @param place of the key
     */
    public record Setting(String key, List<String> values, Place place) {
        public Setting {
            values = List.copyOf(values);
        }
    }

    private static final int DEEPEST = 8;

    private final YamlEvents events;
    private final String file;
    private final List<Setting> settings = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    private YamlSettings(YamlEvents events, String file) {
        this.events = events;
        this.file = file;
    }

    /**
     * The settings in a file, in its order; none if there is no such file.
     *
     * @throws InventoryException when the file cannot be read, is not YAML, or has a key twice
     */
    public static List<Setting> read(Path path) throws InventoryException {
        var name = path.toString();
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        return read(name, Contents.text(name, Contents.bytes(name, path)));
    }

    static List<Setting> read(String name, String text) throws InventoryException {
        var reader = new YamlSettings(new FullYaml(name, text), name);
        var kind = reader.events.next();
        if (kind == Kind.MAPPING) {
            reader.mapping("", 1);
            reader.events.next();
        } else if (kind != Kind.DONE && !(kind == Kind.SCALAR && HostsYaml.isNothing(reader.events))) {
            throw reader.wrong("settings have keys and values; write name: value");
        }
        return List.copyOf(reader.settings);
    }

    private void mapping(String prefix, int depth) throws InventoryException {
        if (depth > DEEPEST) {
            throw wrong("settings are too deep; " + DEEPEST + " levels are read");
        }
        for (var kind = events.next(); kind != Kind.END; kind = events.next()) {
            if (kind != Kind.SCALAR) {
                throw wrong("a key is not a word; write name: value");
            }
            var key = prefix + events.text();
            if (!seen.add(key)) {
                throw wrong(Words.quoted(key) + " is given twice; write it once");
            }
            value(key, new Place(file, events.line(), events.column()), depth);
        }
    }

    private void value(String key, Place place, int depth) throws InventoryException {
        switch (events.next()) {
            case MAPPING -> mapping(key + ".", depth + 1);
            case SCALAR ->
                settings.add(new Setting(key, HostsYaml.isNothing(events) ? List.of() : List.of(events.text()), place));
            case SEQUENCE -> {
                var values = new ArrayList<String>();
                for (var kind = events.next(); kind != Kind.END; kind = events.next()) {
                    if (kind != Kind.SCALAR) {
                        throw wrong(Words.quoted(key) + " has a list or mapping inside; write one plain list");
                    }
                    values.add(events.text());
                }
                settings.add(new Setting(key, values, place));
            }
            case END, DONE -> throw wrong(Words.quoted(key) + " has no value; write one");
        }
    }

    private InventoryException wrong(String message) {
        return new InventoryException(new Place(file, events.line(), events.column()), message);
    }
}
