package dt.ssh.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Bytes of strangers: a key, or a MalformedKeyException, and nothing else. */
class KeyFuzzTest {
    private static final byte[] CERTIFICATE = certificate();

    @Property(tries = 1000)
    void anyBytesAreAKeyOrAreRefused(@ForAll @Size(max = 300) byte[] bytes) {
        assertThat(isKey(bytes)).isFalse();
    }

    @Property(tries = 1000)
    void aCertificateWithOneByteChangedVouchesForNothing(@ForAll @IntRange(max = 10_000) int at, @ForAll byte value)
            throws Exception {
        var changed = CERTIFICATE.clone();
        changed[at % changed.length] = value;
        boolean same = Arrays.equals(changed, CERTIFICATE);
        if (isKey(changed)) {
            var signed = KeyBlob.of(changed).certificate().filter(Certificate::isSignedByItsAuthority);

            assertThat(signed.isPresent()).isEqualTo(same);
        }
    }

    @Property(tries = 500)
    void aTruncatedCertificateIsRefused(@ForAll @IntRange(max = 10_000) int length) {
        assertThat(isKey(Arrays.copyOf(CERTIFICATE, length % CERTIFICATE.length)))
                .isFalse();
    }

    @Property(tries = 200)
    void anyPrivateKeyFileIsRefused(@ForAll @Size(max = 300) byte[] body) {
        var magic = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);
        for (var bytes :
                new byte[][] {body, new WireWriter().raw(magic).raw(body).array()}) {
            var base64 = Base64.getEncoder().encodeToString(bytes);
            for (var kind : new String[] {"OPENSSH", "RSA", "EC", "ENCRYPTED"}) {
                assertThat(opens("-----BEGIN " + kind + " PRIVATE KEY-----\n" + base64 + "\n-----END " + kind
                                + " PRIVATE KEY-----\n"))
                        .isFalse();
            }
        }
    }

    @Property(tries = 20)
    void aSignatureOfEcdsaGoesToTheWireAndBack(@ForAll byte[] data) throws Exception {
        var pairs = KeyPairGenerator.getInstance("EC");
        pairs.initialize(521);
        var signer = java.security.Signature.getInstance("SHA512withECDSA");
        signer.initSign(pairs.generateKeyPair().getPrivate());
        signer.update(data);
        var der = signer.sign();

        assertThat(EcdsaSignature.toDer(EcdsaSignature.fromDer(der))).isEqualTo(der);
    }

    private static boolean isKey(byte[] bytes) {
        try {
            KeyBlob.of(bytes).fingerprint();
            return true;
        } catch (MalformedKeyException e) {
            return false;
        }
    }

    private static boolean opens(String text) {
        try {
            PrivateKeyFile.parse(text.getBytes(StandardCharsets.US_ASCII)).open("x".toCharArray());
            return true;
        } catch (MalformedKeyException | WrongPassphraseException e) {
            return false;
        }
    }

    private static byte[] certificate() {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            var encoded = pair.getPublic().getEncoded();
            var point = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
            var body = new WireWriter()
                    .string("ssh-ed25519-cert-v01@openssh.com")
                    .string(new byte[32])
                    .string(point)
                    .raw(new byte[8])
                    .u32(Certificate.HOST)
                    .string("id")
                    .string(new WireWriter().string("web").array())
                    .raw(new byte[8])
                    .raw(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1})
                    .string("")
                    .string("")
                    .string("")
                    .string(new WireWriter().string("ssh-ed25519").string(point).array());
            var signer = java.security.Signature.getInstance("Ed25519");
            signer.initSign(pair.getPrivate());
            signer.update(body.array());
            return body.string(new WireWriter()
                            .string("ssh-ed25519")
                            .string(signer.sign())
                            .array())
                    .array();
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
