package dt.ssh.hostkey;

import dt.ssh.key.KeyBlob;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** One path of a {@link KnownHostsStore}: its index, and the turn to append. */
final class KnownHostsSlot {
    private static final Duration LOCK_LIMIT = Duration.ofSeconds(5);
    private static final Duration LOCK_RETRY = Duration.ofMillis(5);

    private final Path path;
    private FileStamp stamp = FileStamp.ABSENT;
    private KnownHostsFile file;

    KnownHostsSlot(Path path) {
        this.path = path;
        this.file = new KnownHostsFile(path, new byte[0]);
    }

    /** The index of what the file has now. An absent or unreadable file knows nobody, as with ssh. */
    synchronized KnownHostsFile current() {
        var now = FileStamp.of(path);
        if (!now.equals(stamp)) {
            file = Files.isRegularFile(path) ? read() : new KnownHostsFile(path, new byte[0]);
            stamp = now;
        }
        return file;
    }

    private KnownHostsFile read() {
        try {
            return new KnownHostsFile(path, Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            return new KnownHostsFile(path, new byte[0]);
        } catch (IOException e) {
            return KnownHostsFile.unreadable(path, e);
        }
    }

    synchronized Standing add(Path home, String name, KeyBlob key, boolean hash) throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            return new Standing.Unknown(); // /dev/null: asked for by those who want nothing recorded
        }
        makeSshFolder(home);
        var options = EnumSet.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        // POSIX drops a process's lock when it closes any descriptor of the file: both stay open until all is done.
        try (var channel = FileChannel.open(path, options, mode);
                var end = FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
                var lock = lock(channel)) {
            if (!FileStamp.of(path).equals(stamp)) {
                file = new KnownHostsFile(path, content(channel));
            }
            var standing = new KnownHosts(List.of(file)).ofKey(name, key);
            if (standing instanceof Standing.Unknown && lock.isValid()) {
                var line = (hash ? HashedName.hashed(name) : name) + " " + key.typeName() + " " + key.base64();
                var text = (endsInsideLine(channel) ? "\n" : "") + line + "\n";
                var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    end.write(bytes);
                }
                file.append(line);
            }
            stamp = FileStamp.of(path);
            return standing;
        }
    }

    private void makeSshFolder(Path home) throws IOException {
        var folder = home.resolve(".ssh");
        if (path.startsWith(folder) && !Files.exists(folder)) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    private FileLock lock(FileChannel channel) throws IOException {
        long deadline = System.nanoTime() + LOCK_LIMIT.toNanos();
        while (true) {
            try {
                var lock = channel.tryLock();
                if (lock != null) {
                    return lock;
                }
            } catch (OverlappingFileLockException anotherStoreHasIt) {
                // Waits its turn like another process.
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("locked by another program for " + LOCK_LIMIT.toSeconds() + " s");
            }
            LockSupport.parkNanos(LOCK_RETRY.toNanos());
        }
    }

    private static byte[] content(FileChannel channel) throws IOException {
        var content = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (content.hasRemaining() && channel.read(content, content.position()) >= 0) {}
        return content.array();
    }

    private static boolean endsInsideLine(FileChannel channel) throws IOException {
        var last = ByteBuffer.allocate(1);
        return channel.size() > 0 && channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n';
    }
}
