package dt.inventory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads an inventory from its files.
 *
 * <table>
 * <caption>How a file is read</caption>
 * <tr><td>{@code *.yaml}, {@code *.yml}</td><td>as the YAML form</td></tr>
 * <tr><td>an executable file</td><td>run with {@code --list}, which prints Ansible's JSON</td></tr>
 * <tr><td>any other file</td><td>as a dtdb</td></tr>
 * </table>
 *
 * <p>Of a folder, its files are read in name order, without hidden files, folders, and what editors and packagers leave
 * behind: {@code *~}, {@code *.old}, {@code *.bak}, {@code *.orig}, {@code *.swp}, {@code *.dpkg-*} and the like.
 */
public final class InventoryLoader {
    /** An inventory, and for each host by name the values in force and where they stand. */
    public record Traced(Inventory inventory, Map<String, List<Origin>> origins) {}

    private InventoryLoader() {}

    /**
     * The inventory that these sources give.
     *
     * @throws InventoryException when a file is wrong or cannot be read, with one problem for each such file
     */
    public static Inventory load(Sources sources) throws InventoryException, InterruptedException {
        return merged(sources, null).inventory();
    }

    /** The inventory as it would be without one of its files. */
    static Inventory loadWithout(Sources sources, Path file) throws InventoryException, InterruptedException {
        return merged(sources, file).inventory();
    }

    /**
     * The inventory, and where each value comes from: slower than {@link #load}.
     *
     * @throws InventoryException as {@link #load}
     */
    public static Traced trace(Sources sources) throws InventoryException, InterruptedException {
        var merge = merged(sources, null);
        return new Traced(merge.inventory(), merge.origins());
    }

    private static Merge merged(Sources sources, @Nullable Path without)
            throws InventoryException, InterruptedException {
        var files = SourceFiles.of(sources);
        var read = new ArrayList<HostFile>(files.size());
        var problems = new ArrayList<InventoryException.Problem>();
        for (var file : files) {
            if (file.path().equals(without)) {
                continue;
            }
            try {
                read.add(read(sources, file));
            } catch (InventoryException e) {
                problems.addAll(e.problems());
            }
        }
        // Whoever asks what there is beside a file has, or soon will have, that file: then known_hosts counts no more.
        if (files.isEmpty() && without == null) {
            addKnownHosts(sources, read);
        }
        var size = 0;
        for (var file : read) {
            size += file.hosts.size();
        }
        var merge = new Merge(size);
        for (var file : read) {
            try {
                merge.add(file);
            } catch (InventoryException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new InventoryException(problems);
        }
        return merge;
    }

    private static HostFile read(Sources sources, SourceFiles.Found found)
            throws InventoryException, InterruptedException {
        var name = found.name();
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return HostsYaml.read(name, Contents.bytes(name, found.path()));
        }
        if (Files.isRegularFile(found.path()) && Files.isExecutable(found.path())) {
            return AnsibleJson.read(name, new InventoryScript(sources, name, found.path()).list());
        }
        return Dtdb.read(name, Contents.text(name, Contents.bytes(name, found.path())));
    }

    private static void addKnownHosts(Sources sources, List<HostFile> read) throws InventoryException {
        var path = sources.home().resolve(".ssh/known_hosts");
        if (Files.exists(path)) {
            read.add(KnownHosts.read(path.toString(), Contents.bytes(path.toString(), path)));
        }
    }
}
