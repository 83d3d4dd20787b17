package dt.module.scp;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the files of one host go.
 *
 * @param folder the folder; made where it is missing
 * @param name the new name of the only thing that is copied, or null: things keep their names
 */
record Landing(Path folder, @Nullable Path name) {
    /**
     * The place of a host.
     *
     * @param called what the host is called there
     * @param several whether it is one of several
     */
    static Landing of(Path destination, CopyOptions options, boolean several, String called) {
        var own = safe(called);
        var text = options.destination();
        if (text.contains("%h")) {
            var path =
                    destination.getFileSystem().getPath(destination.toString().replace("%h", own));
            return single(path, options, text.endsWith("/"));
        }
        return several ? new Landing(destination.resolve(own), null) : single(destination, options, text.endsWith("/"));
    }

    private static Landing single(Path path, CopyOptions options, boolean slash) {
        var first = options.sources().getFirst();
        boolean many = options.sources().size() > 1 || first.matches(".*[*?\\[].*");
        if (slash || many || Files.isDirectory(path)) {
            return new Landing(path, null);
        }
        var parent = path.toAbsolutePath().getParent();
        return parent == null ? new Landing(path, null) : new Landing(parent, path);
    }

    /** A host's name comes from a file or a person; it must stay one name. */
    private static String safe(String name) {
        return name.equals(".") || name.equals("..") ? "_" : name.replace('/', '_');
    }
}
