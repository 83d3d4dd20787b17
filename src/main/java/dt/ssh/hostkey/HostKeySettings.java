package dt.ssh.hostkey;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What ssh_config says of the host key of one host; {@code ~} and tokens are expanded, paths absolute.
 *
 * @param home the user's home directory: {@code $HOME} of the call
 * @param alias HostKeyAlias, or null
 * @param userFiles UserKnownHostsFile; the first one gets new hosts; empty for {@code none}
 * @param globalFiles GlobalKnownHostsFile
 * @param revoked RevokedHostKeys, or null
 * @param unknown what to do with a host that no file knows
 * @param hash HashKnownHosts
 */
public record HostKeySettings(
        Path home,
        @Nullable String alias,
        List<Path> userFiles,
        List<Path> globalFiles,
        @Nullable Path revoked,
        Unknown unknown,
        boolean hash) {
    public HostKeySettings {
        userFiles = List.copyOf(userFiles);
        globalFiles = List.copyOf(globalFiles);
    }

    /** What to do with a host that no file knows. */
    public enum Unknown {
        REFUSE,
        ADD;

        /**
         * Reads StrictHostKeyChecking. {@code ask} counts as {@code yes}: a hundred hosts cannot ask at once. {@code no}
         * counts as {@code accept-new}: a changed key is never accepted.
         */
        public static Unknown of(String strictHostKeyChecking) {
            return switch (strictHostKeyChecking.toLowerCase(Locale.ROOT)) {
                case "accept-new", "no", "off", "false" -> ADD;
                default -> REFUSE;
            };
        }
    }
}
