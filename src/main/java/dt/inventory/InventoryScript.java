package dt.inventory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * An executable inventory: run with {@code --list}, without a shell, in the caller's folder and environment. As it runs
 * with the caller's rights, nobody else but root may be able to write to it.
 */
final class InventoryScript {
    private final Sources sources;
    private final String name;
    private final Path path;

    InventoryScript(Sources sources, String name, Path path) {
        this.sources = sources;
        this.name = name;
        this.path = path;
    }

    /** What it prints, or has printed a short while ago. */
    String list() throws InventoryException, InterruptedException {
        try {
            var real = path.toRealPath();
            refuseWhatOthersMayWrite(real);
            var cache = new ScriptCache(sources, real);
            var kept = cache.get();
            if (kept.isPresent()) {
                return kept.get();
            }
            if (sources.scripts().timeout().isZero()) {
                return "{}";
            }
            var fresh = Contents.text(name, run(real));
            // Kept only once it is known to be good, so that a mended script is asked at once.
            AnsibleJson.read(name, fresh);
            cache.put(fresh);
            return fresh;
        } catch (IOException e) {
            throw Contents.unreadable(name, Contents.reason(e));
        }
    }

    private byte[] run(Path real) throws InventoryException, InterruptedException {
        try {
            return BoundedRun.output(
                    real,
                    sources.folder(),
                    sources.environment(),
                    sources.scripts().timeout());
        } catch (IOException e) {
            throw new InventoryException(
                    new Place(name, 0, 0), "run with --list: " + e.getMessage() + "; try it by hand");
        }
    }

    private void refuseWhatOthersMayWrite(Path real) throws IOException, InventoryException {
        var mode = Files.getPosixFilePermissions(real);
        if (mode.contains(PosixFilePermission.GROUP_WRITE) || mode.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw refused("others can write to it (" + PosixFilePermissions.toString(mode) + "); chmod go-w " + name);
        }
        var me = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        var owner = Files.getAttribute(real, "unix:uid");
        if (!owner.equals(me) && !owner.equals(0)) {
            throw refused("it belongs to another user (uid " + owner + "); chown it or chmod -x " + name);
        }
        var folder = real.getParent();
        if (folder != null && ((Integer) Files.getAttribute(folder, "unix:mode") & 01002) == 0002) {
            throw refused("anybody can write to its folder; chmod o-w " + folder);
        }
    }

    private InventoryException refused(String why) {
        return new InventoryException(new Place(name, 0, 0), "not run: " + why);
    }
}
