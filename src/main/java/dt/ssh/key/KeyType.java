package dt.ssh.key;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The key types that OpenSSH knows, plain or certified; a line with any other is skipped, as ssh does. */
public enum KeyType {
    ED25519("ssh-ed25519", 1),
    RSA("ssh-rsa", 2),
    ECDSA_256("ecdsa-sha2-nistp256", 2),
    ECDSA_384("ecdsa-sha2-nistp384", 2),
    ECDSA_521("ecdsa-sha2-nistp521", 2),
    SK_ED25519("sk-ssh-ed25519@openssh.com", 2),
    SK_ECDSA("sk-ecdsa-sha2-nistp256@openssh.com", 3),
    DSA("ssh-dss", 4);

    private static final String CERTIFIED = "-cert-v01@openssh.com";

    private final String plain;
    private final int fields;

    KeyType(String plain, int fields) {
        this.plain = plain;
        this.fields = fields;
    }

    /** The name in a plain key: {@code ssh-ed25519}. */
    public String plainName() {
        return plain;
    }

    /** The name in a certificate: {@code ssh-ed25519-cert-v01@openssh.com}. */
    public String certificateName() {
        return plain.replace("@openssh.com", "") + CERTIFIED;
    }

    static Optional<KeyType> named(String name) {
        for (var type : values()) {
            if (name.equals(type.plain) || name.equals(type.certificateName())) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** Reads over what follows the type name in a plain key. */
    void skipFields(WireReader key) throws MalformedKeyException {
        for (int field = 0; field < fields; field++) {
            var value = key.string();
            if (this == ED25519 && value.length != 32) {
                throw new MalformedKeyException("an ed25519 key of " + value.length + " bytes");
            }
            if (field == 0 && plain.startsWith("ecdsa-") && !plain.endsWith(text(value))) {
                throw new MalformedKeyException("curve " + text(value) + " in a key of type " + plain);
            }
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
