package dt.ssh.key;

import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.common.SecurityUtils;
import net.schmizz.sshj.userauth.keyprovider.PKCS8KeyFile;
import net.schmizz.sshj.userauth.password.PasswordUtils;
import org.jspecify.annotations.Nullable;

/**
 * The formats of OpenSSL: PEM of old ({@code BEGIN RSA PRIVATE KEY}) and PKCS#8. sshj reads what is left when that is
 * done for which it would need BouncyCastle: old protection, and EC keys that are not PKCS#8.
 */
record PemKeyFile(String text) implements PrivateKeyFile {
    private static final String OLD_EC = "-----BEGIN EC PRIVATE KEY-----";

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
        if (!isEncrypted()) {
            return read(text.contains(OLD_EC) ? pkcs8(LegacyPem.body(text)) : text, null);
        }
        if (passphrase == null || passphrase.length == 0) {
            throw new WrongPassphraseException();
        }
        try {
            return LegacyPem.isEncrypted(text) ? readOld(passphrase) : read(text, passphrase);
        } catch (MalformedKeyException e) {
            // A wrong passphrase yields garbage, of which any part of a reader may complain.
            throw new WrongPassphraseException(e);
        }
    }

    private SigningKey readOld(char[] passphrase) throws WrongPassphraseException, MalformedKeyException {
        var bytes = Secrets.utf8(passphrase);
        byte[] plain = {};
        try {
            plain = LegacyPem.decrypt(text, bytes);
            return read(text.contains(OLD_EC) ? pkcs8(plain) : pem("RSA PRIVATE KEY", plain), null);
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(plain, (byte) 0);
        }
    }

    private static SigningKey read(String pem, char @Nullable [] passphrase) throws MalformedKeyException {
        var file = new PKCS8KeyFile();
        // sshj wipes what it is given.
        var once = passphrase == null ? null : PasswordUtils.createOneOff(passphrase.clone());
        try {
            file.init(new StringReader(pem), once);
            return new SigningKey(KeyBlob.of(file.getPublic()), file.getPrivate());
        } catch (IOException | SSHRuntimeException e) {
            throw new MalformedKeyException("not a key that can be read", e);
        }
    }

    private static String pkcs8(byte[] ec) throws MalformedKeyException {
        return pem("PRIVATE KEY", Der.pkcs8OfEc(ec));
    }

    private static String pem(String name, byte[] body) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(body);
        return "-----BEGIN " + name + "-----\n" + lines + "\n-----END " + name + "-----\n";
    }

    /** Never shows the key. */
    @Override
    public String toString() {
        return "PemKeyFile";
    }
}
