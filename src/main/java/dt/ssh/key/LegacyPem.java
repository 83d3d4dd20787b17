package dt.ssh.key;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** OpenSSL's protection of before PKCS#8: a header with cipher and salt, a key by MD5 (EVP_BytesToKey). */
final class LegacyPem {
    private static final Pattern HEADER = Pattern.compile("DEK-Info: ([A-Z0-9-]+),([0-9A-Fa-f]{16,32})\\s");
    private static final int SALT = 8;

    private LegacyPem() {}

    static boolean isEncrypted(String text) {
        return text.contains("Proc-Type: 4,ENCRYPTED");
    }

    /** The bytes between the first two lines of dashes, headers left out. */
    static byte[] body(String text) throws MalformedKeyException {
        int begin = text.indexOf('\n', text.indexOf("-----BEGIN "));
        int end = text.indexOf("-----END ");
        if (begin < 0 || end < begin) {
            throw new MalformedKeyException("the end is missing");
        }
        var body = new StringBuilder();
        text.substring(begin, end).lines().filter(line -> line.indexOf(':') < 0).forEach(l -> body.append(l.strip()));
        try {
            return Base64.getDecoder().decode(body.toString());
        } catch (IllegalArgumentException e) {
            throw new MalformedKeyException("not base64", e);
        }
    }

    /** The protected bytes in the clear. A wrong passphrase may also yield nonsense. */
    static byte[] decrypt(String text, byte[] passphrase) throws MalformedKeyException, WrongPassphraseException {
        var header = HEADER.matcher(text);
        if (!header.find()) {
            throw new MalformedKeyException("an unknown protection");
        }
        var iv = HexFormat.of().parseHex(header.group(2));
        var name = header.group(1).toUpperCase(Locale.ROOT);
        int length = switch (name) {
            case "AES-128-CBC" -> 16;
            case "AES-192-CBC", "DES-EDE3-CBC" -> 24;
            case "AES-256-CBC" -> 32;
            default -> throw new MalformedKeyException("the cipher " + name);
        };
        try {
            var key = key(passphrase, Arrays.copyOf(iv, SALT), length);
            var java = name.startsWith("AES") ? "AES" : "DESede";
            var cipher = Cipher.getInstance(java + "/CBC/PKCS5Padding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, java), new IvParameterSpec(iv));
            Arrays.fill(key, (byte) 0);
            return cipher.doFinal(body(text));
        } catch (GeneralSecurityException e) {
            throw new WrongPassphraseException(e);
        }
    }

    private static byte[] key(byte[] passphrase, byte[] salt, int length) throws GeneralSecurityException {
        var md5 = MessageDigest.getInstance("MD5");
        var key = new byte[length];
        byte[] last = {};
        for (int done = 0; done < length; done += last.length) {
            md5.update(last);
            md5.update(passphrase);
            last = md5.digest(salt);
            System.arraycopy(last, 0, key, done, Math.min(last.length, length - done));
        }
        return key;
    }
}
