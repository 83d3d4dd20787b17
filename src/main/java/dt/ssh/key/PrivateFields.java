package dt.ssh.key;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Arrays;

/** The fields of a private key in OpenSSH's format, type by type. */
final class PrivateFields {
    private static final int SEED = 32;

    private PrivateFields() {}

    static SigningKey read(WireReader reader) throws MalformedKeyException, GeneralSecurityException {
        var name = reader.text();
        var type = KeyType.named(name).orElseThrow(() -> new MalformedKeyException("unknown key type"));
        return switch (type) {
            case ED25519 -> ed25519(name, reader);
            case ECDSA_256 -> ecdsa(name, reader, "secp256r1");
            case ECDSA_384 -> ecdsa(name, reader, "secp384r1");
            case ECDSA_521 -> ecdsa(name, reader, "secp521r1");
            case RSA -> rsa(name, reader);
            case SK_ED25519, SK_ECDSA ->
                throw new MalformedKeyException("it is in a security key: only an agent can sign with it");
            case DSA -> throw new MalformedKeyException("DSA keys are no longer taken by hosts");
        };
    }

    private static SigningKey ed25519(String name, WireReader reader)
            throws MalformedKeyException, GeneralSecurityException {
        var open = reader.string();
        var secret = reader.string();
        if (secret.length != SEED + open.length) {
            throw new MalformedKeyException("a private key of " + secret.length + " bytes");
        }
        var seed = Arrays.copyOf(secret, SEED);
        Arrays.fill(secret, (byte) 0);
        try {
            var spec = new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed);
            return key(new WireWriter().string(name).string(open), "Ed25519", spec);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    private static SigningKey ecdsa(String name, WireReader reader, String curve)
            throws MalformedKeyException, GeneralSecurityException {
        var open = new WireWriter().string(name).string(reader.string()).string(reader.string());
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(curve));
        var spec = new ECPrivateKeySpec(reader.mpint(), parameters.getParameterSpec(ECParameterSpec.class));
        return key(open, "EC", spec);
    }

    private static SigningKey rsa(String name, WireReader reader)
            throws MalformedKeyException, GeneralSecurityException {
        var n = reader.string();
        var e = reader.string();
        var d = reader.mpint();
        var inverse = reader.mpint();
        var p = reader.mpint();
        var q = reader.mpint();
        if (p.signum() == 0 || q.signum() == 0) {
            throw new MalformedKeyException("a prime that is 0");
        }
        var spec = new RSAPrivateCrtKeySpec(
                new BigInteger(1, n),
                new BigInteger(1, e),
                d,
                p,
                q,
                d.mod(p.subtract(BigInteger.ONE).max(BigInteger.ONE)),
                d.mod(q.subtract(BigInteger.ONE).max(BigInteger.ONE)),
                inverse);
        return key(new WireWriter().string(name).string(e).string(n), "RSA", spec);
    }

    private static SigningKey key(WireWriter open, String algorithm, java.security.spec.KeySpec spec)
            throws MalformedKeyException, GeneralSecurityException {
        PrivateKey secret = KeyFactory.getInstance(algorithm).generatePrivate(spec);
        return new SigningKey(KeyBlob.of(open.array()), secret);
    }
}
