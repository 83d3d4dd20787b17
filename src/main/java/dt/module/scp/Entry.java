package dt.module.scp;

import java.nio.file.Path;

/**
 * One thing to copy.
 *
 * @param name its path below the destination, in bytes
 * @param path where it is here
 * @param size in bytes, of a file
 * @param mode permission bits, as chmod(2) has them
 * @param modified in seconds since 1970
 * @param target where a link points to, in bytes; else empty
 */
record Entry(Kind kind, String name, Path path, long size, int mode, long modified, String target) {
    enum Kind {
        FILE,
        FOLDER,
        LINK
    }

    Entry named(String other) {
        return new Entry(kind, other, path, size, mode, modified, target);
    }

    /** The folder it is in, without a slash at the end; empty at the top. */
    String folder() {
        int slash = name.lastIndexOf('/');
        return slash < 0 ? "" : name.substring(0, slash);
    }

    /** What is left of its name below the first folder, with the slash; empty for one at the top. */
    String rest() {
        int slash = name.indexOf('/');
        return slash < 0 ? "" : name.substring(slash);
    }
}
