package dt.ssh.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** OpenSSH's own format, as its PROTOCOL.key says. */
record OpenSshKeyFile(KeyBlob key, KeyFileCipher cipher, KeyDerivation derivation, SealedBytes sealed)
        implements PrivateKeyFile {
    static final String BEGIN = "-----BEGIN OPENSSH PRIVATE KEY-----";
    private static final String END = "-----END OPENSSH PRIVATE KEY-----";
    private static final String MAGIC = "openssh-key-v1\0";

    static OpenSshKeyFile parse(String text) throws MalformedKeyException {
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END, begin);
        if (end < 0) {
            throw new MalformedKeyException("the end is missing");
        }
        byte[] wire;
        try {
            wire = Base64.getDecoder()
                    .decode(text.substring(begin, end).replace("\r", "").replace("\n", ""));
        } catch (IllegalArgumentException e) {
            throw new MalformedKeyException("not base64", e);
        }
        var reader = new WireReader(wire);
        if (!Arrays.equals(reader.raw(MAGIC.length()), MAGIC.getBytes(StandardCharsets.US_ASCII))) {
            throw new MalformedKeyException("not of version 1");
        }
        var cipher = KeyFileCipher.named(reader.text());
        var derivation = KeyDerivation.read(reader.text(), reader.string());
        if ((cipher == KeyFileCipher.NONE) != derivation.isNone()) {
            throw new MalformedKeyException("a passphrase without a cipher");
        }
        if (reader.u32() != 1) {
            throw new MalformedKeyException("not exactly one key");
        }
        var key = KeyBlob.of(reader.string());
        return new OpenSshKeyFile(key, cipher, derivation, new SealedBytes(reader.string(), reader.rest()));
    }

    @Override
    public Optional<KeyBlob> publicKey() {
        return Optional.of(key);
    }

    @Override
    public boolean isEncrypted() {
        return cipher != KeyFileCipher.NONE;
    }

    @Override
    public SigningKey open(char @Nullable [] passphrase) throws WrongPassphraseException, MalformedKeyException {
        if (isEncrypted() && (passphrase == null || passphrase.length == 0)) {
            throw new WrongPassphraseException();
        }
        byte[] plain = {};
        try {
            plain = passphrase == null || !isEncrypted()
                    ? sealed.bytes().clone()
                    : cipher.decrypt(sealed, derivation, passphrase);
            return read(plain);
        } catch (GeneralSecurityException e) {
            throw new MalformedKeyException("no such key can be: " + e.getMessage(), e);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private SigningKey read(byte[] plain)
            throws MalformedKeyException, WrongPassphraseException, GeneralSecurityException {
        var reader = new WireReader(plain);
        int check = reader.u32();
        if (reader.u32() != check) {
            if (isEncrypted()) {
                throw new WrongPassphraseException();
            }
            throw new MalformedKeyException("damaged");
        }
        var opened = PrivateFields.read(reader);
        if (!opened.publicKey().equals(key)) {
            throw new MalformedKeyException("its public part is of another key");
        }
        return opened;
    }
}
