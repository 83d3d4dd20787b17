package dt.ssh.hostkey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/** What changes when a file does. */
record FileStamp(FileTime modified, long size, @Nullable Object inode) {
    static final FileStamp ABSENT = new FileStamp(FileTime.fromMillis(0), -1, null);

    static FileStamp of(Path path) {
        try {
            var seen = Files.readAttributes(path, BasicFileAttributes.class);
            return new FileStamp(seen.lastModifiedTime(), seen.size(), seen.fileKey());
        } catch (IOException e) {
            return ABSENT;
        }
    }
}
