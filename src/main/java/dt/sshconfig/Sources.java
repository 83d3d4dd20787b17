package dt.sshconfig;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a configuration comes from.
 *
 * @param file instead of the user's and the system's file ({@code -F}); {@code none}: no file at all; null: the two
 *     standard files
 * @param systemFile read behind the user's; its includes are relative to its folder
 * @param options {@code key=value} or {@code key value}, as {@code ssh -o}; they win over files
 */
public record Sources(Local local, @Nullable String file, Path systemFile, List<String> options) {
    private static final Path SYSTEM_FILE = Path.of("/etc/ssh/ssh_config");

    public Sources {
        options = List.copyOf(options);
    }

    /** {@code ~/.ssh/config}, then {@code /etc/ssh/ssh_config}. */
    public static Sources standard(Local local) {
        return new Sources(local, null, SYSTEM_FILE, List.of());
    }

    /** One file, or {@code none}. */
    public static Sources file(Local local, String file) {
        return new Sources(local, file, SYSTEM_FILE, List.of());
    }

    public Sources withOptions(List<String> more) {
        return new Sources(local, file, systemFile, more);
    }
}
