package dt.nssmap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Names that belong to the system and to well-known packages: the list that is compiled into the library. */
record SystemNames(Set<String> names) {
    static SystemNames load() {
        try (var in = SystemNames.class.getResourceAsStream("system-names")) {
            if (in == null) {
                throw new IllegalStateException("dt was packed without its list of system names");
            }
            return new SystemNames(Set.copyOf(new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String name) {
        return name.startsWith("_")
                || name.startsWith("systemd-")
                || name.startsWith("Debian-")
                || names.contains(name);
    }
}
