package dt.ssh.key;

import java.util.Optional;

/** What Java calls the signatures of ssh. SHA-1 and DSA are left out: no host of today takes them. */
final class SignatureNames {
    private SignatureNames() {}

    static Optional<String> ofJava(String algorithm) {
        return switch (algorithm) {
            case "ssh-ed25519" -> Optional.of("Ed25519");
            case "rsa-sha2-256" -> Optional.of("SHA256withRSA");
            case "rsa-sha2-512" -> Optional.of("SHA512withRSA");
            case "ecdsa-sha2-nistp256" -> Optional.of("SHA256withECDSA");
            case "ecdsa-sha2-nistp384" -> Optional.of("SHA384withECDSA");
            case "ecdsa-sha2-nistp521" -> Optional.of("SHA512withECDSA");
            default -> Optional.empty();
        };
    }
}
