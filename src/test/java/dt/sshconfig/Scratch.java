package dt.sshconfig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** A made-up user in a folder of the test: home, system file, environment. */
record Scratch(Path folder, Map<String, String> environment) {
    Scratch(Path folder) {
        this(folder, Map.of());
    }

    Local local() throws IOException {
        long uid = ((Number) Files.getAttribute(folder, "unix:uid")).longValue();
        return new Local("ann", uid, "desk.example.net", home(), folder, environment);
    }

    Path home() {
        return folder.resolve("home");
    }

    Sources standard() throws IOException {
        return new Sources(local(), null, folder.resolve("etc/ssh_config"), List.of());
    }

    Path write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    /** The answer of one file, given with {@code -F}. */
    Settings resolve(String text, Query query) throws Exception {
        return load(text).resolve(query);
    }

    SshConfig load(String text) throws Exception {
        return SshConfig.load(Sources.file(local(), write("config", text).toString()));
    }
}
