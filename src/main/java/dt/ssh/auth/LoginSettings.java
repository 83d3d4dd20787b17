package dt.ssh.auth;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What ssh_config says of the login to one host; {@code ~}, tokens and variables are expanded, paths absolute.
 *
 * @param home the user's home directory, for messages: {@code $HOME} of the call
 * @param identityFiles IdentityFile, in the order to try
 * @param standard nobody named these files: that one is absent goes without saying
 * @param certificateFiles CertificateFile; when empty, {@code FILE-cert.pub} beside each identity file
 * @param identitiesOnly of the agent's keys only those of the files
 * @param agentSocket IdentityAgent or {@code $SSH_AUTH_SOCK}, or null: no agent
 * @param methods PreferredAuthentications without those switched off; others than {@link #METHODS} are passed over
 */
public record LoginSettings(
        Path home,
        List<Path> identityFiles,
        boolean standard,
        List<Path> certificateFiles,
        boolean identitiesOnly,
        @Nullable Path agentSocket,
        List<String> methods) {
    /** All that dt can do, in ssh's order. */
    public static final List<String> METHODS = List.of("publickey", "keyboard-interactive", "password");

    public LoginSettings {
        identityFiles = List.copyOf(identityFiles);
        certificateFiles = List.copyOf(certificateFiles);
        methods = List.copyOf(methods);
    }

    /** The files that ssh tries when none is named. */
    public static List<Path> standardFiles(Path home) {
        return Stream.of("id_rsa", "id_ecdsa", "id_ecdsa_sk", "id_ed25519", "id_ed25519_sk")
                .map(home.resolve(".ssh")::resolve)
                .toList();
    }

    /** A path as people write it: {@code ~/.ssh/id_ed25519}. */
    String shown(Path path) {
        return path.startsWith(home) && !path.equals(home) ? "~/" + home.relativize(path) : path.toString();
    }
}
