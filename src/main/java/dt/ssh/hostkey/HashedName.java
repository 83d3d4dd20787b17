package dt.ssh.hostkey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One name as {@code HashKnownHosts} writes it: {@code |1|salt|HMAC-SHA1(salt, name)}. Each has a salt of its own, so a
 * name is found only by trying; one that has been found once is remembered, and not tried for other names.
 */
final class HashedName implements HostNames {
    private static final String MAGIC = "|1|";
    private static final int LENGTH = 20;
    private static final int BLOCK = 64;

    private final byte[] salt;
    private final byte[] hash;
    private volatile @Nullable String found;

    private HashedName(byte[] salt, byte[] hash) {
        this.salt = salt;
        this.hash = hash;
    }

    /** Reads the word, or is empty when it is broken. */
    static Optional<HashedName> parse(String word) {
        var parts = word.split("\\|", -1);
        if (parts.length != 4 || !word.startsWith(MAGIC)) {
            return Optional.empty();
        }
        try {
            var salt = Base64.getDecoder().decode(parts[2]);
            var hash = Base64.getDecoder().decode(parts[3]);
            return salt.length == LENGTH && hash.length == LENGTH
                    ? Optional.of(new HashedName(salt, hash))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** The word for a name, with a new salt. */
    static String hashed(String name) {
        var salt = new byte[LENGTH];
        new SecureRandom().nextBytes(salt);
        var hash = hmac(sha1(), salt, name.getBytes(StandardCharsets.UTF_8));
        var base64 = Base64.getEncoder();
        return MAGIC + base64.encodeToString(salt) + "|" + base64.encodeToString(hash);
    }

    @Override
    public boolean cover(String name) {
        return cover(name, name.getBytes(StandardCharsets.UTF_8), sha1());
    }

    /** The same for a caller that tries many: {@code sha1} is used again and again. */
    boolean cover(String name, byte[] bytes, MessageDigest sha1) {
        var before = found;
        if (before != null) {
            return before.equals(name);
        }
        if (!Arrays.equals(hmac(sha1, salt, bytes), hash)) {
            return false;
        }
        found = name;
        return true;
    }

    static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    /** RFC 2104. By hand because {@code Mac} takes half as long again for a new key each time. */
    private static byte[] hmac(MessageDigest sha1, byte[] key, byte[] text) {
        var pad = new byte[BLOCK];
        Arrays.fill(pad, (byte) 0x36);
        xor(pad, key);
        sha1.update(pad);
        var inner = sha1.digest(text);
        Arrays.fill(pad, (byte) 0x5c);
        xor(pad, key);
        sha1.update(pad);
        return sha1.digest(inner);
    }

    private static void xor(byte[] pad, byte[] key) {
        for (int i = 0; i < key.length; i++) {
            pad[i] ^= key[i];
        }
    }
}
