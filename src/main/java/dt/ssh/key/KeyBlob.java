package dt.ssh.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;

/**
 * A public key or certificate in its wire form (RFC 4253 6.6, OpenSSH PROTOCOL.certkeys). Two are equal when their bytes
 * are.
 *
 * @param base64 the bytes as a known_hosts line or a .pub file has them
 */
public record KeyBlob(String base64) {
    private static final int LONGEST = 1 << 16;

    /** Takes the base64 word of a file: what ssh would not read as a key is refused. */
    public static KeyBlob parse(String base64) throws MalformedKeyException {
        try {
            return of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw new MalformedKeyException("not base64", e);
        }
    }

    /** Takes the bytes of a key from a host, an agent or a file. */
    public static KeyBlob of(byte[] wire) throws MalformedKeyException {
        if (wire.length > LONGEST) {
            throw new MalformedKeyException("longer than " + LONGEST + " bytes");
        }
        var reader = new WireReader(wire);
        var name = reader.text();
        var type = KeyType.named(name).orElseThrow(() -> new MalformedKeyException("unknown key type " + shown(name)));
        if (name.equals(type.plainName())) {
            type.skipFields(reader);
            if (reader.hasMore()) {
                throw new MalformedKeyException("something behind the key");
            }
        } else {
            Certificate.read(wire);
        }
        return new KeyBlob(Base64.getEncoder().encodeToString(wire));
    }

    /** Takes a key as sshj hands it over. */
    public static KeyBlob of(PublicKey key) throws MalformedKeyException {
        return of(new Buffer.PlainBuffer().putPublicKey(key).getCompactData());
    }

    public byte[] bytes() {
        return Base64.getDecoder().decode(base64);
    }

    /** The type name it begins with, as {@code ssh-ed25519} or {@code ssh-rsa-cert-v01@openssh.com}. */
    public String typeName() {
        var wire = bytes();
        int length = ((wire[2] & 0xff) << 8) | (wire[3] & 0xff);
        return new String(Arrays.copyOfRange(wire, 4, 4 + length), StandardCharsets.US_ASCII);
    }

    public KeyType type() {
        return KeyType.named(typeName()).orElseThrow();
    }

    /** The certificate that this is, or empty when it is a plain key. */
    public Optional<Certificate> certificate() {
        if (typeName().equals(type().plainName())) {
            return Optional.empty();
        }
        try {
            return Optional.of(Certificate.read(bytes()));
        } catch (MalformedKeyException e) {
            throw new IllegalStateException("was readable when it was made", e);
        }
    }

    /** The key itself: that of a certificate without its signature and fields. */
    public KeyBlob plain() {
        return certificate().map(Certificate::key).orElse(this);
    }

    /** As {@code ssh-keygen -l} prints it; for a certificate that of its key. */
    public String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(plain().bytes());
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Type and fingerprint, for messages. */
    @Override
    public String toString() {
        return typeName() + " " + fingerprint();
    }

    private static String shown(String name) {
        return name.length() > 64 || !name.chars().allMatch(c -> c > ' ' && c < 127) ? "(unprintable)" : name;
    }
}
