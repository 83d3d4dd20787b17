package dt.ssh.key;

import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.common.SecurityUtils;
import net.schmizz.sshj.userauth.keyprovider.PKCS8KeyFile;
import net.schmizz.sshj.userauth.password.PasswordFinder;
import net.schmizz.sshj.userauth.password.PasswordUtils;
import org.jspecify.annotations.Nullable;

/** The formats of OpenSSL: PEM of old ({@code BEGIN RSA PRIVATE KEY}) and PKCS#8, read by sshj. */
record PemKeyFile(String text) implements PrivateKeyFile {
    static {
        SecurityUtils.setRegisterBouncyCastle(false);
    }

    @Override
    public Optional<KeyBlob> publicKey() {
        return Optional.empty();
    }

    @Override
    public boolean isEncrypted() {
        return text.contains("ENCRYPTED");
    }

    @Override
    public SigningKey open(char @Nullable [] passphrase) throws WrongPassphraseException, MalformedKeyException {
        if (isEncrypted() && (passphrase == null || passphrase.length == 0)) {
            throw new WrongPassphraseException();
        }
        var file = new PKCS8KeyFile();
        // sshj wipes what it is given.
        PasswordFinder once = passphrase == null ? null : PasswordUtils.createOneOff(passphrase.clone());
        try {
            file.init(new StringReader(text), once);
            return new SigningKey(KeyBlob.of(file.getPublic()), file.getPrivate());
        } catch (IOException | SSHRuntimeException e) {
            // A wrong passphrase yields garbage, of which any part of the reader may complain.
            if (isEncrypted()) {
                throw new WrongPassphraseException(e);
            }
            throw new MalformedKeyException("not a key that can be read", e);
        }
    }

    /** Never shows the key. */
    @Override
    public String toString() {
        return "PemKeyFile";
    }
}
