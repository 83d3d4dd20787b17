package dt.ssh.hostkey;

import dt.remote.RemoteException;
import dt.ssh.key.KeyBlob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All known_hosts files that this process has read, each once until it changes on disk. One for the whole process, so
 * that its threads take turns when they add hosts.
 */
public final class KnownHostsStore {
    private final Map<Path, KnownHostsSlot> slots = new ConcurrentHashMap<>();
    private final Map<Path, Revocation> revocations = new ConcurrentHashMap<>();

    private record Revocation(FileStamp stamp, RevokedKeys keys) {}

    KnownHosts read(List<Path> paths) {
        var files = new ArrayList<KnownHostsFile>();
        for (var path : paths) {
            files.add(slot(path).current());
        }
        return new KnownHosts(files);
    }

    /**
     * Adds a host to a file, unless the file has come to know it meanwhile.
     *
     * @param home the user's home directory: its {@code .ssh} is made if need be, no other folder is
     * @return {@code Unknown} if it was added, else what the file says by now
     * @throws IOException when the file cannot be written
     */
    Standing add(Path path, Path home, String name, KeyBlob key, boolean hash) throws IOException {
        return slot(path).add(home, name, key, hash);
    }

    /**
     * The keys that a RevokedHostKeys file names.
     *
     * @throws RemoteException {@code HOSTKEY} when it cannot be read: then no host is trusted
     */
    RevokedKeys revoked(Path path) throws RemoteException {
        var before = revocations.get(path);
        var now = FileStamp.of(path);
        if (before != null && before.stamp.equals(now)) {
            return before.keys;
        }
        var keys = RevokedKeys.read(path);
        revocations.put(path, new Revocation(now, keys));
        return keys;
    }

    /** Broken lines and unreadable files among these, one message each, for {@code -v}. */
    public List<String> warnings(List<Path> paths) {
        Set<String> warnings = new LinkedHashSet<>();
        for (var path : paths) {
            warnings.addAll(slot(path).current().warnings());
        }
        return List.copyOf(warnings);
    }

    private KnownHostsSlot slot(Path path) {
        return slots.computeIfAbsent(path.toAbsolutePath().normalize(), KnownHostsSlot::new);
    }
}
