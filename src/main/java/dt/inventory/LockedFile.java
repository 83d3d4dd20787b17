package dt.inventory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

/**
 * A file that this process alone may change. It is replaced, never written to: a reader, and a crash at any moment, finds
 * the old file or the new one. The lock is on a file beside it, as the file itself goes away with each change.
 */
final class LockedFile implements AutoCloseable {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);
    private static final long PAUSE_MILLIS = 5;

    private final Path path;
    private final FileChannel channel;

    private LockedFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Waits for the lock. A link is followed, so that it stays one. */
    static LockedFile open(Path file) throws IOException, InterruptedException {
        var path = Files.isSymbolicLink(file) ? file.toRealPath() : file.toAbsolutePath();
        var lock = path.resolveSibling("." + path.getFileName() + ".lock");
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-rw----"));
        var channel =
                FileChannel.open(lock, java.util.Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), mode);
        long end = System.nanoTime() + PATIENCE;
        try {
            while (!isTaken(channel)) {
                if (System.nanoTime() > end) {
                    throw new IOException(path + " has been locked by another dt for 30 s; look for one that hangs");
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (IOException | InterruptedException e) {
            channel.close();
            throw e;
        }
        return new LockedFile(path, channel);
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            // Another call in this process has it.
            return false;
        }
    }

    boolean exists() {
        return Files.exists(path);
    }

    byte[] bytes() throws IOException {
        return Files.readAllBytes(path);
    }

    /** Puts a new file in the place of the old one, with its mode. */
    void replace(String text) throws IOException {
        var folder = path.getParent();
        var temporary = path.resolveSibling("." + path.getFileName() + ".new");
        // Left by one that was killed: whoever has the lock may take it away.
        Files.deleteIfExists(temporary);
        var mode =
                Files.exists(path) ? Files.getPosixFilePermissions(path) : PosixFilePermissions.fromString("rw-r--r--");
        try (var out = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            Files.setPosixFilePermissions(temporary, mode);
            out.force(true);
        }
        Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
        if (folder != null) {
            try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
