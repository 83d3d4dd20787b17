package dt.ssh.key;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/** A private key, ready to sign. Used by many threads at once. */
public final class SigningKey {
    private final KeyBlob publicKey;
    private final PrivateKey secret;

    SigningKey(KeyBlob publicKey, PrivateKey secret) {
        this.publicKey = publicKey;
        this.secret = secret;
    }

    /** The plain public key. */
    public KeyBlob publicKey() {
        return publicKey;
    }

    /**
     * Signs as RFC 4253 6.6 packs it: name of the algorithm, signature.
     *
     * @param algorithm {@code ssh-ed25519}, {@code rsa-sha2-512}, {@code ecdsa-sha2-nistp256}...
     */
    public byte[] sign(String algorithm, byte[] data) throws GeneralSecurityException {
        var signer = Signature.getInstance(SignatureNames.ofJava(algorithm)
                .orElseThrow(() -> new GeneralSecurityException("no such algorithm: " + algorithm)));
        signer.initSign(secret);
        signer.update(data);
        var signature = signer.sign();
        return new WireWriter()
                .string(algorithm)
                .string(algorithm.startsWith("ecdsa-") ? EcdsaSignature.fromDer(signature) : signature)
                .array();
    }
}
