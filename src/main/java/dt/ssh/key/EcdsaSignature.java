package dt.ssh.key;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/** Turns an ECDSA signature from the form of Java (DER) to that of ssh (RFC 5656 3.1.2: two mpints) and back. */
public final class EcdsaSignature {
    private EcdsaSignature() {}

    /** From two mpints to DER. */
    static byte[] toDer(byte[] wire) throws MalformedKeyException {
        var reader = new WireReader(wire);
        var r = new BigInteger(nonEmpty(reader.string())).toByteArray();
        var s = new BigInteger(nonEmpty(reader.string())).toByteArray();
        if (reader.hasMore() || r.length > 100 || s.length > 100) {
            throw new MalformedKeyException("no ECDSA signature");
        }
        int length = r.length + s.length + 4;
        var der = new ByteArrayOutputStream();
        der.write(0x30);
        if (length > 127) {
            der.write(0x81);
        }
        der.write(length);
        for (var number : new byte[][] {r, s}) {
            der.write(2);
            der.write(number.length);
            der.writeBytes(number);
        }
        return der.toByteArray();
    }

    /** From DER, as Java's own signer makes it, to two mpints. */
    public static byte[] fromDer(byte[] der) {
        var reader = ByteBuffer.wrap(der, der[1] == (byte) 0x81 ? 3 : 2, der.length - (der[1] == (byte) 0x81 ? 3 : 2));
        var wire = ByteBuffer.allocate(der.length + 8);
        for (int number = 0; number < 2; number++) {
            reader.get();
            var bytes = new byte[reader.get()];
            reader.get(bytes);
            wire.putInt(bytes.length).put(bytes);
        }
        var used = new byte[wire.position()];
        wire.flip().get(used);
        return used;
    }

    private static byte[] nonEmpty(byte[] number) throws MalformedKeyException {
        if (number.length == 0) {
            throw new MalformedKeyException("no ECDSA signature");
        }
        return number;
    }
}
