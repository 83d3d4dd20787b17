package dt.ssh.hostkey;

import dt.ssh.key.KeyBlob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * One known_hosts file, read once. Plain names and keys are found by hash maps, patterns and hashed names by trying
 * them. Lines can be added while others look.
 */
final class KnownHostsFile {
    /** How many further lines are tried once a hashed name was found: tools write the keys of a host together. */
    private static final int NEARBY = 16;

    private final Path path;
    private final List<String> warnings;
    private final Map<String, Queue<KnownKey>> named = new ConcurrentHashMap<>();
    private final Map<KeyBlob, Queue<KnownKey>> keyed = new ConcurrentHashMap<>();
    private final List<KnownKey> patterns = new CopyOnWriteArrayList<>();
    private final List<KnownKey> hashed = new CopyOnWriteArrayList<>();
    private volatile int cursor;
    private volatile int lines;

    KnownHostsFile(Path path, byte[] content) {
        this.path = path;
        var parser = new KnownHostsParser(path);
        parser.read(content);
        warnings = parser.warnings();
        lines = (int) new String(content, StandardCharsets.ISO_8859_1).lines().count();
        var manyHashed = new ArrayList<KnownKey>();
        for (var key : parser.keys()) {
            index(key, manyHashed);
        }
        hashed.addAll(manyHashed);
    }

    private KnownHostsFile(Path path, String warning) {
        this.path = path;
        warnings = List.of(warning);
    }

    /** A file that is there and cannot be read: it knows nobody. */
    static KnownHostsFile unreadable(Path path, IOException why) {
        return new KnownHostsFile(path, path + ": cannot be read: " + why.getMessage());
    }

    List<String> warnings() {
        return warnings;
    }

    /** Adds a line that was appended to the file. */
    void append(String line) {
        var parser = new KnownHostsParser(path);
        int number = lines + 1;
        lines = number;
        parser.read(line, number);
        for (var key : parser.keys()) {
            index(key, hashed);
        }
    }

    /** The lines that have this key, whatever hosts they are about. */
    Collection<KnownKey> withKey(KeyBlob key) {
        var lines = keyed.get(key);
        return lines == null ? List.of() : lines;
    }

    /** The lines about a host, but for those with hashed names. */
    List<KnownKey> unhashed(String name) {
        var found = new ArrayList<KnownKey>();
        var listed = named.get(name);
        if (listed != null) {
            found.addAll(listed);
        }
        for (var key : patterns) {
            if (key.hosts().cover(name)) {
                found.add(key);
            }
        }
        return found;
    }

    /** All lines about a host that have its name hashed. */
    List<KnownKey> hashed(String name) {
        return tryHashed(name, 0, hit -> false);
    }

    /**
     * Some lines about a host that have its name hashed: the search begins behind what was found last, as files and
     * runs tend to have the same order, and ends near the first line that is {@code enough}.
     */
    List<KnownKey> someHashed(String name, Predicate<KnownKey> enough) {
        return tryHashed(name, cursor, enough);
    }

    private List<KnownKey> tryHashed(String name, int start, Predicate<KnownKey> enough) {
        var found = new ArrayList<KnownKey>();
        var candidates = List.copyOf(hashed);
        var bytes = name.getBytes(StandardCharsets.UTF_8);
        var sha1 = HashedName.sha1();
        int end = candidates.size();
        for (int tried = 0; tried < end; tried++) {
            int at = (start + tried) % candidates.size();
            var key = candidates.get(at);
            if (((HashedName) key.hosts()).cover(name, bytes, sha1)) {
                found.add(key);
                cursor = at + 1;
                if (enough.test(key)) {
                    end = Math.min(candidates.size(), tried + 1 + NEARBY);
                }
            }
        }
        return found;
    }

    private void index(KnownKey key, List<KnownKey> intoHashed) {
        keyed.computeIfAbsent(key.key(), _ -> new ConcurrentLinkedQueue<>()).add(key);
        switch (key.hosts()) {
            case HashedName _ -> intoHashed.add(key);
            case ListedNames names
            when names.arePlain() -> {
                for (var name : names.patterns()) {
                    named.computeIfAbsent(name, _ -> new ConcurrentLinkedQueue<>())
                            .add(key);
                }
            }
            case ListedNames _ -> patterns.add(key);
        }
    }
}
