package dt.module.scp;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Moves what was unpacked to its place, each file by a rename; a file that is the same already stays as it is. */
final class Arrival {
    private final boolean preserve;
    private int placed;
    private int unchanged;
    private long bytes;

    Arrival(boolean preserve) {
        this.preserve = preserve;
    }

    int placed() {
        return placed;
    }

    int unchanged() {
        return unchanged;
    }

    long bytes() {
        return bytes;
    }

    /** Puts one thing from the folder where it was unpacked to {@code to}. */
    void place(Path from, Path to) throws IOException {
        if (Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)) {
            if (!Files.isDirectory(to)) {
                Files.createDirectory(to);
            }
            for (var child : children(from)) {
                place(child, Names.below(to, Names.last(child)));
            }
            return;
        }
        if (Files.isDirectory(to, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(to + " is a folder here and none there; move it away");
        }
        if (isSpecial(to)) {
            throw new IOException(to + " is neither file nor folder here; name another place");
        }
        if (isSame(from, to)) {
            unchanged++;
            return;
        }
        bytes += Files.isSymbolicLink(from) ? 0 : Files.size(from);
        placed++;
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A device, a pipe or a socket. */
    private static boolean isSpecial(Path path) throws IOException {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                && Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .isOther();
    }

    private boolean isSame(Path from, Path to) throws IOException {
        if (!Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS)
                || !Files.isRegularFile(to, LinkOption.NOFOLLOW_LINKS)
                || Files.size(from) != Files.size(to)) {
            return false;
        }
        boolean alike = !preserve
                || (Files.getPosixFilePermissions(from).equals(Files.getPosixFilePermissions(to))
                        && Files.getLastModifiedTime(from).equals(Files.getLastModifiedTime(to)));
        return alike && Files.mismatch(from, to) < 0;
    }

    static List<Path> children(Path folder) throws IOException {
        var children = new ArrayList<Path>();
        try (var all = Files.newDirectoryStream(folder)) {
            all.forEach(children::add);
        }
        return children;
    }

    /** Removes a folder and what is in it; follows no link. */
    static void remove(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e) throws IOException {
                Files.delete(dir);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
