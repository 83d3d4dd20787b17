package dt.inventory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The one inventory file that dt writes: {@code 90-managed.yaml} in the last folder in force, or a dtdb where that is all
 * there is. Other files are written by hand and never touched; what is changed of their hosts is laid over them here.
 */
public final class ManagedFile {
    /** How it is called in a folder; it is read after all the others there. */
    static final String NAME = "90-managed.yaml";

    private final Sources sources;
    private final Path path;
    private final boolean dtdb;

    private ManagedFile(Sources sources, Path path, boolean dtdb) {
        this.sources = sources;
        this.path = path;
        this.dtdb = dtdb;
    }

    /**
     * The file that belongs to these sources; it need not exist.
     *
     * @throws InventoryException when they have no place for one
     */
    public static ManagedFile of(Sources sources) throws InventoryException {
        var places = SourceFiles.places(sources);
        for (var place : places.reversed()) {
            if (Files.isDirectory(place)) {
                return new ManagedFile(sources, place.resolve(NAME), false);
            }
        }
        if (places.isEmpty()) {
            var folder = sources.xdg("XDG_CONFIG_HOME", ".config").resolve("dt/hosts.d");
            return new ManagedFile(sources, folder.resolve(NAME), false);
        }
        var last = places.getLast();
        var name = String.valueOf(last.getFileName());
        if (name.equals(NAME)) {
            return new ManagedFile(sources, last, false);
        }
        if (name.endsWith(".yaml")
                || name.endsWith(".yml")
                || (Files.exists(last) && !Files.isRegularFile(last))
                || Files.isExecutable(last)) {
            throw new InventoryException(
                    new Place(last.toString(), 0, 0),
                    "dt does not write to this file; name the folder it is in, or a dtdb");
        }
        return new ManagedFile(sources, last, true);
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** What becomes of one host. */
    public sealed interface Change {
        /** The host is there from now on, with these tags beside those it has. */
        record Add(Host host, List<String> tags) implements Change {}

        /** The host has or loses tags. */
        record Tag(Host host, List<String> more, List<String> fewer) implements Change {}

        /** The host is taken out. */
        record Remove(Host host) implements Change {}

        Host host();
    }

    /**
     * Makes all changes at once, under the lock: all of them or none are in the file afterwards, however this ends.
     *
     * @return for each host, by its label, why its change cannot be made; the changes of the others are made
     * @throws IOException when the file cannot be written; nothing is changed then
     */
    public Map<String, String> apply(List<Change> changes)
            throws IOException, InventoryException, InterruptedException {
        var folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try (var file = LockedFile.open(path)) {
            var problems = new LinkedHashMap<String, String>();
            var text = file.exists() ? Contents.text(path.toString(), file.bytes()) : "";
            var others = others();
            Managed managed = dtdb ? new ManagedDtdb(path.toString(), text) : new ManagedYaml(path.toString(), text);
            boolean changed = false;
            for (var change : changes) {
                var problem = managed.apply(change, name -> others.find(name).map(Host::tags));
                if (problem.isEmpty()) {
                    changed = true;
                } else {
                    problems.put(change.host().label(), problem);
                }
            }
            if (changed) {
                file.replace(managed.text());
            }
            return problems;
        }
    }

    /** What the other files say. */
    private Inventory others() throws InventoryException, InterruptedException {
        return InventoryLoader.loadWithout(sources, path);
    }

    /** A file as text that can be changed. */
    interface Managed {
        /**
         * Makes one change.
         *
         * @param elsewhere the tags that other files give a host, or empty when they do not know it
         * @return why it cannot be made, or nothing
         */
        String apply(Change change, java.util.function.Function<String, Optional<Set<String>>> elsewhere);

        String text();
    }

    static List<String> without(List<String> tags, String tag) {
        var rest = new ArrayList<>(tags);
        rest.removeIf(tag::equals);
        return rest;
    }
}
