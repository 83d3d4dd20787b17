package dt.inventory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds the files that an inventory is made of, in the order in which they are read. */
final class SourceFiles {
    /**
     * @param name as the user spelt it
     * @param path absolute
     */
    record Found(String name, Path path) {}

    private static final List<String> LEFTOVERS = List.of(
            "~",
            ".old",
            ".bak",
            ".orig",
            ".rej",
            ".swp",
            ".tmp",
            ".dpkg-old",
            ".dpkg-dist",
            ".dpkg-new",
            ".rpmnew",
            ".rpmsave",
            ".rpmorig");

    private SourceFiles() {}

    /** Empty when nothing is said and none of the usual places exists. */
    static List<Found> of(Sources sources) throws InventoryException {
        var found = new ArrayList<Found>();
        var said = said(sources);
        for (var spelt : said) {
            add(spelt, resolve(sources, spelt), found);
        }
        if (said.isEmpty()) {
            for (var usual : usual(sources)) {
                add(usual.toString(), usual, found);
            }
        }
        return found;
    }

    /** The files and folders in force, before folders are opened. */
    static List<Path> places(Sources sources) throws InventoryException {
        var said = said(sources);
        if (said.isEmpty()) {
            return usual(sources);
        }
        var places = new ArrayList<Path>();
        for (var spelt : said) {
            places.add(resolve(sources, spelt));
        }
        return places;
    }

    private static List<String> said(Sources sources) {
        if (!sources.paths().isEmpty()) {
            return sources.paths();
        }
        var said = new ArrayList<String>();
        for (var path : sources.environment().getOrDefault("DTOOLS_DB", "").split(":")) {
            if (!path.isEmpty()) {
                said.add(path);
            }
        }
        return said;
    }

    /** Those of the usual places that exist. */
    static List<Path> usual(Sources sources) {
        var usual = new ArrayList<Path>();
        for (var place : List.of(
                sources.system().resolve("hosts.d"),
                sources.xdg("XDG_CONFIG_HOME", ".config").resolve("dt/hosts.d"),
                sources.home().resolve(".dtdb"))) {
            if (Files.exists(place)) {
                usual.add(place);
            }
        }
        return usual;
    }

    private static Path resolve(Sources sources, String spelt) throws InventoryException {
        try {
            return sources.folder().resolve(spelt);
        } catch (InvalidPathException e) {
            throw Contents.unreadable(Words.quoted(spelt), "not a path");
        }
    }

    private static void add(String spelt, Path path, List<Found> found) throws InventoryException {
        if (!Files.isDirectory(path)) {
            found.add(new Found(spelt, path));
            return;
        }
        var names = new ArrayList<String>();
        try (var folder = Files.newDirectoryStream(path)) {
            for (var file : folder) {
                var name = String.valueOf(file.getFileName());
                if (!isLeftover(name) && !Files.isDirectory(file)) {
                    names.add(name);
                }
            }
        } catch (IOException e) {
            throw Contents.unreadable(spelt, Contents.reason(e));
        }
        names.sort(null);
        // What is laid over hosts has to come after them, whatever their files are called.
        if (names.remove(ManagedFile.NAME)) {
            names.add(ManagedFile.NAME);
        }
        for (var name : names) {
            found.add(new Found(spelt.endsWith("/") ? spelt + name : spelt + "/" + name, path.resolve(name)));
        }
    }

    /** What editors and packagers leave behind, and what is hidden. */
    private static boolean isLeftover(String name) {
        if (name.startsWith(".") || name.startsWith("#")) {
            return true;
        }
        for (var end : LEFTOVERS) {
            if (name.endsWith(end)) {
                return true;
            }
        }
        return false;
    }
}
