package dt.ssh;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import javax.crypto.DecapsulateException;
import javax.crypto.KEM;
import javax.crypto.KeyAgreement;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.Transport;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.transport.digest.SHA256;
import net.schmizz.sshj.transport.kex.KeyExchange;
import net.schmizz.sshj.transport.kex.KeyExchangeBase;
import org.jspecify.annotations.Nullable;

/**
 * {@code mlkem768x25519-sha256}: ML-KEM-768 and X25519 together, so that a recording of today cannot be read by a
 * quantum computer of tomorrow. After draft-ietf-sshm-mlkem-hybrid-kex; on the JDK alone.
 */
final class HybridKex extends KeyExchangeBase {
    static final String NAME = "mlkem768x25519-sha256";

    private static final int CIPHERTEXT = 1088;
    private static final int POINT = 32;

    /** An X.509 SubjectPublicKeyInfo of a public key ends in the raw key; what comes before is the same for all. */
    private static final byte[] X25519_HEAD = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x6e, 0x03, 0x21, 0x00};

    private static final int ML_KEM_KEY = 1184;

    /** Makes one for each exchange. */
    static final class Factory implements net.schmizz.sshj.common.Factory.Named<KeyExchange> {
        @Override
        public String getName() {
            return NAME;
        }

        @Override
        public KeyExchange create() {
            return new HybridKex();
        }
    }

    private @Nullable PrivateKey kemKey;
    private @Nullable PrivateKey curveKey;
    private byte[] offer = {};
    private BigInteger shared = BigInteger.ZERO;

    HybridKex() {
        super(new SHA256());
    }

    @Override
    public BigInteger getK() {
        return shared;
    }

    @Override
    public void init(Transport transport, String serverId, String clientId, byte[] serverInit, byte[] clientInit)
            throws GeneralSecurityException, TransportException {
        super.init(transport, serverId, clientId, serverInit, clientInit);
        digest.init();
        var kem = KeyPairGenerator.getInstance("ML-KEM-768").generateKeyPair();
        var curve = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        kemKey = kem.getPrivate();
        curveKey = curve.getPrivate();
        offer = join(tail(kem, ML_KEM_KEY), tail(curve, POINT));
        transport.write(new SSHPacket(Message.KEXDH_INIT).putBytes(offer));
    }

    @Override
    public boolean next(Message message, SSHPacket packet) throws GeneralSecurityException, TransportException {
        if (message != Message.KEXDH_31) {
            throw failed("unexpected message " + message + " in the key exchange");
        }
        try {
            var hostKeyBlob = packet.readBytes();
            var answer = packet.readBytes();
            var signature = packet.readBytes();
            if (answer.length != CIPHERTEXT + POINT) {
                throw failed("the host's ML-KEM answer has " + answer.length + " bytes");
            }
            hostKey = new Buffer.PlainBuffer(hostKeyBlob).readPublicKey();
            var secret = secret(answer);
            var hashed =
                    initializedBuffer().putString(hostKeyBlob).putBytes(offer).putBytes(answer);
            hashed.putBytes(secret);
            digest.update(hashed.array(), hashed.rpos(), hashed.available());
            H = digest.digest();
            shared = new StringSecret(secret);
            checkSignature(signature);
            return true;
        } catch (Buffer.BufferException e) {
            throw new TransportException(e);
        }
    }

    private void checkSignature(byte[] signature) throws TransportException {
        var check = trans.getHostKeyAlgorithm().newSignature();
        check.initVerify(hostKey instanceof Certificate<?> certificate ? certificate.getKey() : hostKey);
        check.update(H, 0, H.length);
        if (!check.verify(signature)) {
            throw failed("the host's signature of the key exchange is wrong");
        }
    }

    private byte[] secret(byte[] answer) throws GeneralSecurityException, TransportException {
        var point = Arrays.copyOfRange(answer, CIPHERTEXT, answer.length);
        var agreement = KeyAgreement.getInstance("X25519");
        agreement.init(curveKey);
        // Refuses points of small order, whose secret would be all zero (RFC 8731 3).
        agreement.doPhase(
                KeyFactory.getInstance("X25519").generatePublic(new X509EncodedKeySpec(join(X25519_HEAD, point))),
                true);
        try {
            var kem = KEM.getInstance("ML-KEM").newDecapsulator(kemKey);
            var first = kem.decapsulate(Arrays.copyOf(answer, CIPHERTEXT)).getEncoded();
            return MessageDigest.getInstance("SHA-256").digest(join(first, agreement.generateSecret()));
        } catch (DecapsulateException e) {
            throw failed("the host's ML-KEM answer cannot be opened");
        }
    }

    private static TransportException failed(String why) {
        return new TransportException(DisconnectReason.KEY_EXCHANGE_FAILED, why);
    }

    private static byte[] tail(KeyPair pair, int length) {
        var encoded = pair.getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - length, encoded.length);
    }

    private static byte[] join(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /**
     * The secret goes into the keys as a string of 32 bytes; sshj knows it only as a number, whose encoding would lose
     * or gain a zero byte in front.
     */
    private static final class StringSecret extends BigInteger {
        private static final long serialVersionUID = 1;

        private final byte[] bytes;

        StringSecret(byte[] bytes) {
            super(bytes);
            this.bytes = bytes.clone();
        }

        @Override
        public byte[] toByteArray() {
            return bytes.clone();
        }
    }
}
