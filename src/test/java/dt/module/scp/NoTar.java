package dt.module.scp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The programs of a host that has coreutils and no tar. */
final class NoTar {
    private static final List<String> PROGRAMS = List.of(
            "cat",
            "chmod",
            "chown",
            "dd",
            "id",
            "ln",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sha256sum",
            "sh",
            "stat",
            "touch",
            "wc",
            "xargs");

    private NoTar() {}

    /** Makes a folder with them; PATH is to be that. */
    static String in(Path parent) throws IOException {
        var folder = parent.resolve("bin");
        if (!Files.exists(folder)) {
            Files.createDirectory(folder);
            for (var program : PROGRAMS) {
                var there = Path.of("/usr/bin", program);
                var real = Files.exists(there) ? there : Path.of("/bin", program);
                var file = Files.writeString(folder.resolve(program), "#!/bin/sh\nexec " + real + " \"$@\"\n");
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
        return folder.toString();
    }
}
