package dt.module.dropin;

import dt.module.HostModule;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Finds the drop-ins in some folders. One that cannot be used, because it is malformed, because others could have written
 * it or because two have its name, is found too, with the reason.
 */
public final class DropIns {
    private static final Set<PosixFilePermission> OF_OTHERS =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_.-]*";

    /**
     * A drop-in.
     *
     * @param origin the file it is in
     * @param problem why it cannot be used, or empty
     */
    public record Found(HostModule module, Path origin, String problem) {}

    private final LocalTools tools;
    private final Map<String, Found> found = new TreeMap<>();

    private DropIns(LocalTools tools) {
        this.tools = tools;
    }

    /**
     * All that there are, by name.
     *
     * @param tools what those that run here need
     * @param own names that are taken
     */
    public static List<Found> in(List<Path> folders, LocalTools tools, Set<String> own) {
        var dropIns = new DropIns(tools);
        var seen = new HashSet<Path>();
        for (var folder : folders) {
            if (Files.isDirectory(folder) && seen.add(real(folder))) {
                dropIns.look(folder, own);
            }
        }
        return List.copyOf(dropIns.found.values());
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder;
        }
    }

    private void look(Path folder, Set<String> own) {
        var files = new ArrayList<Path>();
        try (var all = Files.newDirectoryStream(folder)) {
            all.forEach(files::add);
        } catch (IOException e) {
            // A folder that cannot be read has nothing to offer.
            return;
        }
        files.sort(null);
        for (var file : files) {
            var name = String.valueOf(file.getFileName());
            // A pipe would never be read to its end.
            if (name.startsWith(".") || !Files.isRegularFile(file)) {
                continue;
            }
            if (name.endsWith(".jar")) {
                jar(folder, file, own);
            } else if (Files.isExecutable(file)) {
                file(folder, file, name, own);
            } else if (Manifest.isIn(file)) {
                broken(name, file, "it is not executable; chmod +x it", own);
            }
        }
    }

    private void broken(String name, Path file, String problem, Set<String> own) {
        add(new RemoteDropIn(name, new Manifest(true, "", ""), file), file, problem, own);
    }

    private void file(Path folder, Path file, String name, Set<String> own) {
        var problem = unsafe(folder, file);
        if (problem.isEmpty() && !name.matches(NAME)) {
            problem = "its name has an odd character; rename it";
        }
        try {
            var manifest = problem.isEmpty() ? Manifest.read(file) : new Manifest(true, "", "");
            add(
                    manifest.isRemote()
                            ? new RemoteDropIn(name, manifest, file)
                            : new LocalDropIn(name, manifest, file, tools),
                    file,
                    problem,
                    own);
        } catch (IOException e) {
            broken(name, file, String.valueOf(e.getMessage()), own);
        }
    }

    /** Its classes are loaded for as long as dt lives. */
    private void jar(Path folder, Path file, Set<String> own) {
        var name = String.valueOf(file.getFileName()).replaceFirst("\\.jar$", "");
        var problem = unsafe(folder, file);
        if (!problem.isEmpty()) {
            broken(name, file, problem, own);
            return;
        }
        try {
            var loader = new URLClassLoader(new java.net.URL[] {file.toUri().toURL()}, DropIns.class.getClassLoader());
            int count = 0;
            for (var module : ServiceLoader.load(HostModule.class, loader)) {
                if (loader.equals(module.getClass().getClassLoader())) {
                    tried(module);
                    add(module, file, "", own);
                    count++;
                }
            }
            problem = count > 0 ? "" : "it names no module in META-INF/services/" + HostModule.class.getName();
        } catch (IOException | ServiceConfigurationError | LinkageError | RuntimeException e) {
            problem = "it cannot be loaded: " + e.getMessage();
        }
        if (!problem.isEmpty()) {
            broken(name, file, problem, own);
        }
    }

    /** What every list and every help asks of a module; one that cannot answer would break them all. */
    private static void tried(HostModule module) {
        var answers = Stream.of(module.name(), module.usage(), module.summary(), module.details());
        if (answers.anyMatch(Objects::isNull) || !module.name().matches(NAME)) {
            throw new IllegalStateException(
                    module.getClass().getName() + " has an odd name, or no usage, summary or details");
        }
    }

    private void add(HostModule module, Path file, String problem, Set<String> own) {
        var name = module.name();
        var first = found.get(name);
        if (own.contains(name)) {
            // Kept under its path: the name is that of dt's own module.
            found.put(
                    file.toString(),
                    new Found(module, file, "dt has a module " + name + " itself; rename the file " + file));
        } else if (first != null) {
            found.put(
                    name,
                    new Found(
                            module,
                            file,
                            "two drop-ins have this name, " + first.origin + " and " + file + "; remove one"));
        } else {
            found.put(name, new Found(module, file, problem));
        }
    }

    /** A file that another user can write is that user's program, run with the rights of whoever calls dt. */
    private static String unsafe(Path folder, Path file) {
        try {
            var me = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
            for (var path : List.of(folder.toRealPath(), file.toRealPath())) {
                var owner = Files.getAttribute(path, "unix:uid");
                if (!owner.equals(0) && !owner.equals(me)) {
                    return path + " belongs to another user (" + owner + "); chown it to root or to yourself";
                }
                var mode = Files.getPosixFilePermissions(path);
                if (mode.stream().anyMatch(OF_OTHERS::contains)) {
                    return "others can write to " + path + "; chmod go-w it";
                }
            }
            return "";
        } catch (IOException e) {
            return "it cannot be looked at: " + e.getMessage();
        }
    }
}
