package dt.ssh.key;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * OpenSSH's chacha20-poly1305 (its PROTOCOL.chacha20poly1305) for one message with sequence number 0. Java has only that
 * of RFC 8439, which computes another tag. Slow, and fast enough for a key file.
 */
final class ChaChaPoly {
    private static final BigInteger P = BigInteger.TWO.pow(130).subtract(BigInteger.valueOf(5));
    private static final BigInteger CLAMP = new BigInteger("0ffffffc0ffffffc0ffffffc0fffffff", 16);
    private static final int BLOCK = 16;

    private ChaChaPoly() {}

    static byte[] open(byte[] key, byte[] sealed, byte[] tag)
            throws GeneralSecurityException, WrongPassphraseException {
        var once = chacha(key, 0, new byte[32]);
        if (!MessageDigest.isEqual(poly1305(once, sealed), tag)) {
            throw new WrongPassphraseException();
        }
        return chacha(key, 1, sealed);
    }

    /** The first half of the key is for the message; the second is for lengths, of which there are none. */
    private static byte[] chacha(byte[] key, int counter, byte[] input) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("ChaCha20");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(key, 0, 32, "ChaCha20"),
                new ChaCha20ParameterSpec(new byte[12], counter));
        return cipher.doFinal(input);
    }

    private static byte[] poly1305(byte[] key, byte[] message) {
        var r = littleEndian(Arrays.copyOf(key, BLOCK)).and(CLAMP);
        var s = littleEndian(Arrays.copyOfRange(key, BLOCK, 2 * BLOCK));
        var sum = BigInteger.ZERO;
        for (int at = 0; at < message.length; at += BLOCK) {
            int end = Math.min(message.length, at + BLOCK);
            var block = Arrays.copyOf(Arrays.copyOfRange(message, at, end), end - at + 1);
            block[end - at] = 1;
            sum = sum.add(littleEndian(block)).multiply(r).mod(P);
        }
        var number = sum.add(s).toByteArray();
        var tag = new byte[BLOCK];
        for (int i = 0; i < BLOCK && i < number.length; i++) {
            tag[i] = number[number.length - 1 - i];
        }
        return tag;
    }

    private static BigInteger littleEndian(byte[] bytes) {
        var reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return new BigInteger(1, reversed);
    }
}
