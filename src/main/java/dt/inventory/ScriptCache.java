package dt.inventory;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What an inventory script printed last, kept in {@code $XDG_CACHE_HOME/dt/inventory} for its owner alone. A script that
 * was changed since is run anew. A cache that cannot be written is no error, only slow.
 */
final class ScriptCache {
    private final Path folder;
    private final Path script;
    private final Duration life;
    private final Path file;

    ScriptCache(Sources sources, Path script) {
        this.folder = sources.xdg("XDG_CACHE_HOME", ".cache").resolve("dt/inventory");
        this.script = script;
        this.life = sources.scripts().cache();
        this.file = folder.resolve(hash(script.toString()) + ".json");
    }

    Optional<String> get() {
        try {
            var me = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
            var mode = (Integer) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            var owner = Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
            // 0100600: a plain file that nobody else could have written.
            if (mode != 0100600 || !owner.equals(me) || !isFresh()) {
                return Optional.empty();
            }
            return Optional.of(Contents.text(file.toString(), Contents.bytes(file.toString(), file)));
        } catch (IOException | InventoryException none) {
            return Optional.empty();
        }
    }

    private boolean isFresh() throws IOException {
        var written = Files.getLastModifiedTime(file).toInstant();
        var age = Duration.between(written, Instant.now());
        var changed = ((FileTime) Files.getAttribute(script, "unix:ctime")).toInstant();
        return !age.isNegative() && age.compareTo(life) < 0 && changed.isBefore(written);
    }

    void put(String text) {
        if (life.isZero()) {
            return;
        }
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            // Java makes temporary files with mode 0600.
            var fresh = Files.createTempFile(folder, "list", ".tmp");
            try {
                Files.writeString(fresh, text);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException noCache) {
            // The next call asks the script again.
        }
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, digest).toString(16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
