package dt.ssh.key;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * An OpenSSH certificate, read as PROTOCOL.certkeys says. It proves nothing until {@link #isSignedByItsAuthority}.
 *
 * @param key what is certified
 * @param kind {@link #USER} or {@link #HOST}
 * @param id what the authority wrote on it, for logs
 * @param principals who may use it; empty: anybody
 * @param validAfter seconds since 1970, unsigned
 * @param validBefore seconds since 1970, unsigned
 * @param criticalOptions names of options that whoever does not know them must refuse
 * @param authority the key that signed it
 * @param signed everything before the signature
 * @param signature algorithm name and signature
 */
public record Certificate(
        KeyBlob key,
        int kind,
        String id,
        List<String> principals,
        long validAfter,
        long validBefore,
        List<String> criticalOptions,
        KeyBlob authority,
        Bytes signed,
        Bytes signature) {
    /** Kind of a certificate that users log in with. */
    public static final int USER = 1;
    /** Kind of a certificate that hosts show. */
    public static final int HOST = 2;

    /** A run of bytes that compares by what is in it. */
    record Bytes(String base64) {
        static Bytes of(byte[] bytes) {
            return new Bytes(Base64.getEncoder().encodeToString(bytes));
        }

        byte[] array() {
            return Base64.getDecoder().decode(base64);
        }
    }

    static Certificate read(byte[] wire) throws MalformedKeyException {
        var reader = new WireReader(wire);
        var name = reader.text();
        var type = KeyType.named(name).orElseThrow(() -> new MalformedKeyException("unknown certificate type"));
        reader.string(); // nonce
        int start = reader.position();
        type.skipFields(reader);
        var key = plainKey(type, Arrays.copyOfRange(wire, start, reader.position()));
        reader.u64(); // serial
        int kind = reader.u32();
        var id = reader.text();
        var principals = texts(reader.string(), false);
        long after = reader.u64();
        long before = reader.u64();
        var critical = texts(reader.string(), true);
        reader.string(); // extensions
        reader.string(); // reserved
        var authority = KeyBlob.of(reader.string());
        if (authority.certificate().isPresent()) {
            throw new MalformedKeyException("signed by a certificate");
        }
        var signed = Arrays.copyOf(wire, reader.position());
        var signature = reader.string();
        if (reader.hasMore()) {
            throw new MalformedKeyException("something behind the certificate");
        }
        return new Certificate(
                key, kind, id, principals, after, before, critical, authority, Bytes.of(signed), Bytes.of(signature));
    }

    /** Whether {@code now} is in its window. */
    public boolean isValidAt(Instant now) {
        long seconds = now.getEpochSecond();
        return Long.compareUnsigned(seconds, validAfter) >= 0 && Long.compareUnsigned(seconds, validBefore) < 0;
    }

    /**
     * Whether the signature is the authority's. SHA-1 and security keys as authorities count as no: ssh's own
     * CASignatureAlgorithms leaves out the first, and the second is not implemented here.
     */
    public boolean isSignedByItsAuthority() {
        try {
            var reader = new WireReader(signature.array());
            var algorithm = SignatureNames.ofJava(reader.text());
            if (algorithm.isEmpty()) {
                return false;
            }
            var blob = reader.string();
            var verifier = Signature.getInstance(algorithm.get());
            verifier.initVerify(PublicFields.read(authority));
            verifier.update(signed.array());
            return verifier.verify(algorithm.get().endsWith("ECDSA") ? EcdsaSignature.toDer(blob) : blob);
        } catch (GeneralSecurityException | MalformedKeyException e) {
            return false;
        }
    }

    private static KeyBlob plainKey(KeyType type, byte[] fields) throws MalformedKeyException {
        return KeyBlob.of(new WireWriter().string(type.plainName()).raw(fields).array());
    }

    private static List<String> texts(byte[] packed, boolean withValues) throws MalformedKeyException {
        var reader = new WireReader(packed);
        var texts = new ArrayList<String>();
        while (reader.hasMore()) {
            texts.add(reader.text());
            if (withValues) {
                reader.string();
            }
        }
        return List.copyOf(texts);
    }
}
