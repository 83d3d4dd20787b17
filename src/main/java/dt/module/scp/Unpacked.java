package dt.module.scp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A folder into which what a host sends is unpacked. Nothing gets out of it: no name with {@code ..}, and nothing through
 * a link that the host has sent before.
 */
final class Unpacked {
    /** A folder, whose mode and time are set when it is full. */
    record Folder(Path path, int mode, long modified) {}

    private final Path root;
    private final boolean preserve;
    private final List<Folder> folders = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private @Nullable OutputStream open;
    private @Nullable Path file;
    private int mode;
    private long modified;

    Unpacked(Path root, boolean preserve) {
        this.root = root;
        this.preserve = preserve;
    }

    /** What was neither file, folder nor link. */
    List<String> skipped() {
        return skipped;
    }

    /** The folders, outermost first. */
    List<Folder> folders() {
        return folders;
    }

    void file(String name, long size, int newMode, long newModified) throws IOException {
        var path = place(name);
        mode = newMode;
        modified = newModified;
        file = path;
        Files.deleteIfExists(path);
        // Made with its mode, which the umask cuts as for every new file.
        Files.createFile(path, PosixFilePermissions.asFileAttribute(permissions(newMode | 0600)));
        open = size == 0 ? OutputStream.nullOutputStream() : Files.newOutputStream(path);
    }

    void write(byte[] bytes, int offset, int length) throws IOException {
        if (open != null) {
            open.write(bytes, offset, length);
        }
    }

    void endFile() throws IOException {
        if (open == null || file == null) {
            return;
        }
        open.close();
        open = null;
        if (preserve) {
            set(file, mode, modified);
        }
    }

    /** A file that has come before under another name. */
    void again(String name, String earlier, int newMode, long newModified) throws IOException {
        var source = place(earlier);
        if (!Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("the host sent a link to a file that it did not send: " + Names.shown(earlier));
        }
        file(name, 0, newMode, newModified);
        Files.write(place(name), Files.readAllBytes(source));
        endFile();
    }

    void link(String name, String target) throws IOException {
        var path = place(name);
        Files.deleteIfExists(path);
        Files.createSymbolicLink(path, Names.path(target));
    }

    void folder(String name, int newMode, long newModified) throws IOException {
        var path = place(name);
        if (!path.equals(root) && !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(path);
        }
        folders.add(new Folder(path, newMode, newModified));
    }

    void skip(String name) {
        skipped.add(Names.shown(name));
    }

    private Path place(String name) throws IOException {
        var path = root;
        for (var part : name.split("/")) {
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            if (part.equals("..")) {
                throw new IOException("the host sent a name that leads out of the folder: " + Names.shown(name));
            }
            if (!path.equals(root)) {
                if (Files.isSymbolicLink(path)) {
                    throw new IOException("the host sent a file behind a link: " + Names.shown(name));
                }
                if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectory(path);
                }
            }
            path = Names.below(path, part);
        }
        return path;
    }

    static void set(Path path, int mode, long modified) throws IOException {
        Files.setPosixFilePermissions(path, permissions(mode));
        Files.setLastModifiedTime(path, FileTime.from(modified, TimeUnit.SECONDS));
    }

    /** Without setuid and the like: what a host sends is not trusted so far. */
    static Set<PosixFilePermission> permissions(int mode) {
        var set = EnumSet.noneOf(PosixFilePermission.class);
        var all = PosixFilePermission.values();
        for (int i = 0; i < all.length; i++) {
            if ((mode & 0400 >> i) != 0) {
                set.add(all[i]);
            }
        }
        return set;
    }
}
