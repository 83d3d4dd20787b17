package dt.module.scp;

import dt.module.UsageException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Finds what is to be copied from this machine: folders before what they hold. */
final class Sources {
    private static final int PERMISSIONS = 07777;
    /** As in stat(2). */
    private static final int TYPE = 0170000;

    private static final int LINK = 0120000;
    private static final int FOLDER = 0040000;
    private static final int FILE = 0100000;

    private Sources() {}

    /**
     * All that these words name. A link is followed when it is named, and copied as a link within a folder.
     *
     * @throws UsageException when something is not there, cannot be read or is neither file, folder nor link
     */
    static List<Entry> find(Path folder, List<String> words, boolean recursive) throws UsageException {
        var all = new ArrayList<Entry>();
        for (var word : words) {
            try {
                add(folder.resolve(word), word, recursive, all);
            } catch (IOException | InvalidPathException e) {
                throw new UsageException("cannot read " + word + ": " + reason(e) + "; check the name");
            }
        }
        return all;
    }

    private static void add(Path path, String word, boolean recursive, List<Entry> all)
            throws IOException, UsageException {
        var top = Names.last(path);
        if (Files.isDirectory(path)) {
            if (!recursive) {
                throw new UsageException(word + " is a folder; add -r to copy it with all that it holds");
            }
            walk(path.toRealPath(), top, all);
        } else {
            all.add(entry(path, top, false));
        }
    }

    private static void walk(Path root, String top, List<Entry> all) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            private String prefix = "";

            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) throws IOException {
                prefix = dir.equals(root) ? top : prefix + "/" + Names.last(dir);
                all.add(entry(dir, prefix, true));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                all.add(entry(file, prefix + "/" + Names.last(file), true));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                int slash = prefix.lastIndexOf('/');
                prefix = slash < 0 ? "" : prefix.substring(0, slash);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static Entry entry(Path path, String name, boolean asLink) throws IOException {
        var options = asLink ? new LinkOption[] {LinkOption.NOFOLLOW_LINKS} : new LinkOption[0];
        // One stat(2) for all three.
        var found = Files.readAttributes(path, "unix:mode,size,lastModifiedTime", options);
        int whole = (Integer) Objects.requireNonNull(found.get("mode"));
        int mode = whole & PERMISSIONS;
        var time = (FileTime) Objects.requireNonNull(found.get("lastModifiedTime"));
        long modified = time.to(TimeUnit.SECONDS);
        return switch (whole & TYPE) {
            case LINK -> {
                var target = Names.whole(Files.readSymbolicLink(path));
                yield new Entry(Entry.Kind.LINK, name, path, 0, 0777, modified, target);
            }
            case FOLDER -> new Entry(Entry.Kind.FOLDER, name, path, 0, mode, modified, "");
            case FILE -> {
                if (!Files.isReadable(path)) {
                    throw new AccessDeniedException(path.toString());
                }
                long size = (Long) Objects.requireNonNull(found.get("size"));
                yield new Entry(Entry.Kind.FILE, name, path, size, mode, modified, "");
            }
            default -> throw new IOException(path + " is neither file, folder nor link");
        };
    }

    private static String reason(Exception e) {
        return switch (e) {
            case NoSuchFileException missing -> "there is no such file";
            case AccessDeniedException denied -> "permission denied: " + denied.getFile();
            default -> String.valueOf(e.getMessage());
        };
    }
}
