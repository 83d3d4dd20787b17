package dt.ssh.key;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The ciphers that ssh-keygen -Z can protect a private key with; all but its default are rare. */
enum KeyFileCipher {
    NONE("none", "", 0, 0),
    AES128_CTR("aes128-ctr", "AES/CTR/NoPadding", 16, 16),
    AES192_CTR("aes192-ctr", "AES/CTR/NoPadding", 24, 16),
    AES256_CTR("aes256-ctr", "AES/CTR/NoPadding", 32, 16),
    AES128_CBC("aes128-cbc", "AES/CBC/NoPadding", 16, 16),
    AES192_CBC("aes192-cbc", "AES/CBC/NoPadding", 24, 16),
    AES256_CBC("aes256-cbc", "AES/CBC/NoPadding", 32, 16),
    TRIPLE_DES_CBC("3des-cbc", "DESede/CBC/NoPadding", 24, 8),
    AES128_GCM("aes128-gcm@openssh.com", "AES/GCM/NoPadding", 16, 12),
    AES256_GCM("aes256-gcm@openssh.com", "AES/GCM/NoPadding", 32, 12),
    CHACHA20("chacha20-poly1305@openssh.com", "ChaCha20", 64, 0);

    private static final int TAG = 16;

    private final String sshName;
    private final String javaName;
    private final int keyLength;
    private final int ivLength;

    KeyFileCipher(String sshName, String javaName, int keyLength, int ivLength) {
        this.sshName = sshName;
        this.javaName = javaName;
        this.keyLength = keyLength;
        this.ivLength = ivLength;
    }

    static KeyFileCipher named(String name) throws MalformedKeyException {
        for (var cipher : values()) {
            if (cipher.sshName.equals(name)) {
                return cipher;
            }
        }
        throw new MalformedKeyException("unknown cipher");
    }

    byte[] decrypt(SealedBytes sealed, KeyDerivation derivation, char[] passphrase)
            throws GeneralSecurityException, WrongPassphraseException, MalformedKeyException {
        boolean tagged = javaName.contains("GCM") || this == CHACHA20;
        int block = this == CHACHA20 || this == TRIPLE_DES_CBC ? 8 : 16;
        if (sealed.tag().length != (tagged ? TAG : 0) || sealed.bytes().length % block != 0) {
            throw new MalformedKeyException("a protected part of an odd length");
        }
        var material = derivation.derive(passphrase, keyLength + ivLength);
        try {
            if (this == CHACHA20) {
                return ChaChaPoly.open(material, sealed.bytes(), sealed.tag());
            }
            var key = new SecretKeySpec(material, 0, keyLength, javaName.startsWith("AES") ? "AES" : "DESede");
            var iv = Arrays.copyOfRange(material, keyLength, keyLength + ivLength);
            var cipher = Cipher.getInstance(javaName);
            cipher.init(Cipher.DECRYPT_MODE, key, tagged ? new GCMParameterSpec(8 * TAG, iv) : new IvParameterSpec(iv));
            var plain = new byte[sealed.bytes().length];
            int done = cipher.update(sealed.bytes(), 0, sealed.bytes().length, plain);
            cipher.doFinal(sealed.tag(), 0, sealed.tag().length, plain, done);
            return plain;
        } catch (AEADBadTagException e) {
            throw new WrongPassphraseException(e);
        } finally {
            Arrays.fill(material, (byte) 0);
        }
    }
}
