package dt.ssh.key;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;

/** Makes Java's own keys of plain keys on the wire. sshj's reader would register a provider of half a second. */
final class PublicFields {
    private static final int UNCOMPRESSED = 4;

    private PublicFields() {}

    static PublicKey read(KeyBlob key) throws MalformedKeyException, GeneralSecurityException {
        var reader = new WireReader(key.bytes());
        var name = reader.text();
        var type = KeyType.named(name).orElseThrow(() -> new MalformedKeyException("unknown key type"));
        return switch (type) {
            case ED25519 -> ed25519(reader.string());
            case ECDSA_256 -> ecdsa("secp256r1", reader);
            case ECDSA_384 -> ecdsa("secp384r1", reader);
            case ECDSA_521 -> ecdsa("secp521r1", reader);
            case RSA -> {
                var exponent = reader.mpint();
                yield KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(reader.mpint(), exponent));
            }
            case SK_ED25519, SK_ECDSA, DSA -> throw new MalformedKeyException("nothing is verified with " + name);
        };
    }

    /** RFC 8032 5.1.2: little-endian, the highest bit is the sign of x. */
    private static PublicKey ed25519(byte[] point) throws GeneralSecurityException {
        var bigEndian = new byte[point.length];
        for (int i = 0; i < point.length; i++) {
            bigEndian[i] = point[point.length - 1 - i];
        }
        boolean odd = (bigEndian[0] & 0x80) != 0;
        bigEndian[0] &= 0x7f;
        var spec = new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, bigEndian)));
        return KeyFactory.getInstance("Ed25519").generatePublic(spec);
    }

    private static PublicKey ecdsa(String curve, WireReader reader)
            throws MalformedKeyException, GeneralSecurityException {
        reader.string();
        var point = reader.string();
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(curve));
        var spec = parameters.getParameterSpec(ECParameterSpec.class);
        int length = (spec.getCurve().getField().getFieldSize() + 7) / 8;
        if (point.length != 1 + 2 * length || point[0] != UNCOMPRESSED) {
            throw new MalformedKeyException("a point of " + point.length + " bytes");
        }
        var x = new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + length));
        var y = new BigInteger(1, Arrays.copyOfRange(point, 1 + length, point.length));
        return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), spec));
    }
}
