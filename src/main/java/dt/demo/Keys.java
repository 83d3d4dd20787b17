package dt.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/** Ed25519 keys in the forms that OpenSSH reads. {@link JdkEd25519#install} comes first. */
final class Keys {
    /** Length of a public key, which ends its X.509 form (RFC 8032 5.1.5, RFC 8410 section 4). */
    private static final int POINT_BYTES = 32;

    private Keys() {}

    /** A new pair, in the classes that the SSH library has settled on: whoever asked it first has decided which. */
    static KeyPair make() throws IOException {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            var seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            var encoded = pair.getPublic().getEncoded();
            var point = Arrays.copyOfRange(encoded, encoded.length - POINT_BYTES, encoded.length);
            return new KeyPair(
                    SecurityUtils.generateEDDSAPublicKey(KeyPairProvider.SSH_ED25519, point),
                    SecurityUtils.generateEDDSAPrivateKey(KeyPairProvider.SSH_ED25519, seed));
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot make a key: " + e.getMessage(), e);
        }
    }

    /** Writes the private half as ssh-keygen does, readable by the owner only. */
    static void write(KeyPair key, Path file) throws IOException {
        try {
            var text = new ByteArrayOutputStream();
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "dt demo", null, text);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(file, text.toByteArray());
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** Type and base64, as in known_hosts. */
    static String line(PublicKey key) {
        return PublicKeyEntry.toString(key);
    }
}
