package dt.module.runit;

import dt.module.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A run script of this machine that is to become a service.
 *
 * @param service what it will be called: the name of the file, or of its folder where that is {@code run}
 * @param text the file, each character one byte
 */
record RunScript(String service, String text) {
    private static final int LARGEST = 1 << 20;

    static RunScript read(Path folder, String file, String name) throws UsageException {
        try {
            var path = folder.resolve(file).toAbsolutePath().normalize();
            if (Files.size(path) > LARGEST) {
                throw new IOException("it has more than " + LARGEST + " bytes");
            }
            var text = Files.readString(path, StandardCharsets.ISO_8859_1);
            check(file, text);
            var last = path.endsWith("run") && path.getParent() != null ? path.getParent() : path;
            return new RunScript(Asked.service(name.isEmpty() ? String.valueOf(last.getFileName()) : name), text);
        } catch (NoSuchFileException e) {
            throw new UsageException("cannot read the run script " + file + ": there is no such file; check the name");
        } catch (IOException | InvalidPathException e) {
            throw new UsageException("cannot read the run script " + file + ": " + e.getMessage() + "; check the file");
        }
    }

    /** What would only show on the hosts, as a service that never starts. */
    private static void check(String file, String text) throws UsageException {
        if (!text.startsWith("#!")) {
            throw new UsageException(
                    file + " is no run script: its first line does not begin with #!; write #!/bin/sh there");
        }
        if (text.indexOf('\0') >= 0) {
            throw new UsageException(file + " is no run script: it has a NUL byte; install a script that starts it");
        }
        if (text.lines().findFirst().orElse("").length() < text.indexOf('\n') || text.startsWith("\r", 2)) {
            throw new UsageException(file + " would not start: its lines end with CR LF; save it with LF alone");
        }
    }
}
