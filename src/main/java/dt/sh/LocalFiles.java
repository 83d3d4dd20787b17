package dt.sh;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Names of files of this machine. */
final class LocalFiles {
    private static final int MOST = 2000;

    private LocalFiles() {}

    /** Those whose path begins as it was typed; folders end in a slash. */
    static List<String> like(String typed, Path home) {
        var before = typed.substring(0, typed.lastIndexOf('/') + 1);
        var beginning = typed.substring(before.length());
        var found = new ArrayList<String>();
        try {
            var folder = before.startsWith("~/")
                    ? home.resolve(before.substring(2))
                    : Path.of(before.isEmpty() ? "." : before);
            try (var files = Files.newDirectoryStream(folder)) {
                for (var file : files) {
                    var name = String.valueOf(file.getFileName());
                    boolean hidden = name.startsWith(".") && beginning.isEmpty();
                    if (name.startsWith(beginning) && !hidden && found.size() < MOST) {
                        found.add(before + name + (Files.isDirectory(file) ? "/" : ""));
                    }
                }
            }
        } catch (IOException | InvalidPathException | DirectoryIteratorException nothing) {
            // What cannot be read has no names.
        }
        found.sort(null);
        return found;
    }
}
