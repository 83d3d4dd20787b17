package dt.ssh.key;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stands in a private key file, still closed. */
public sealed interface PrivateKeyFile permits OpenSshKeyFile, PemKeyFile {
    /** The public key, where the file tells it without a passphrase. */
    Optional<KeyBlob> publicKey();

    boolean isEncrypted();

    /**
     * Opens the key.
     *
     * @param passphrase null for a key without one; stays the caller's, who wipes it
     * @throws MalformedKeyException the file is broken, or holds a key that cannot sign by itself
     */
    SigningKey open(char @Nullable [] passphrase) throws WrongPassphraseException, MalformedKeyException;

    /** Recognizes the format by its first line. */
    static PrivateKeyFile parse(byte[] content) throws MalformedKeyException {
        var text = new String(content, StandardCharsets.ISO_8859_1);
        if (text.contains(OpenSshKeyFile.BEGIN)) {
            return OpenSshKeyFile.parse(text);
        }
        if (text.contains("-----BEGIN ") && text.contains("PRIVATE KEY-----")) {
            return new PemKeyFile(text);
        }
        throw new MalformedKeyException("not a private key of a known format");
    }
}
