package dt.sshconfig;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** The files that glob(3) finds, in the order of their names. */
final class FileGlob {
    private FileGlob() {}

    /** Files for an absolute pattern; a folder that cannot be read has none. */
    static List<Path> find(String pattern) {
        var found = List.of(Path.of("/"));
        for (var part : pattern.split("/+", -1)) {
            if (!part.isEmpty()) {
                found = step(found, part);
            }
        }
        return found;
    }

    private static List<Path> step(List<Path> folders, String part) {
        var found = new ArrayList<Path>();
        for (var folder : folders) {
            if (!isPattern(part)) {
                addExisting(folder, part.replaceAll("\\\\(.)", "$1"), found);
            } else {
                addMatching(folder, part, found);
            }
        }
        return found;
    }

    private static boolean isPattern(String part) {
        return part.indexOf('*') >= 0 || part.indexOf('?') >= 0 || part.indexOf('[') >= 0;
    }

    private static void addExisting(Path folder, String name, List<Path> found) {
        try {
            var file = folder.resolve(name);
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                found.add(file);
            }
        } catch (InvalidPathException noName) {
            // The name cannot be written in this locale, so no such file can be opened.
            return;
        }
    }

    private static void addMatching(Path folder, String part, List<Path> found) {
        PathMatcher matcher;
        try {
            matcher = FileSystems.getDefault()
                    .getPathMatcher("glob:" + part.replace("{", "\\{").replace("}", "\\}"));
        } catch (PatternSyntaxException unclosed) {
            addExisting(folder, part, found);
            return;
        }
        try (var files = Files.newDirectoryStream(folder, file -> {
            var name = file.getFileName();
            boolean hidden = name.toString().startsWith(".") && !part.startsWith(".");
            return !hidden && matcher.matches(name);
        })) {
            var names = new ArrayList<Path>();
            files.forEach(names::add);
            names.sort(null);
            found.addAll(names);
        } catch (IOException | DirectoryIteratorException unreadable) {
            return;
        }
    }
}
