package dt.ssh.key;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** As much of ASN.1's DER as it takes to turn an EC key of RFC 5915 into PKCS#8, which Java and sshj read. */
final class Der {
    private static final int INTEGER = 0x02;
    private static final int OCTETS = 0x04;
    private static final int SEQUENCE = 0x30;
    private static final int CURVE = 0xa0;
    private static final byte[] VERSION_0 = {INTEGER, 1, 0};
    private static final byte[] EC_PUBLIC_KEY = HexFormat.of().parseHex("06072a8648ce3d0201");

    private Der() {}

    /** One value: its tag, and all its bytes. */
    private record Value(int tag, ByteBuffer whole, ByteBuffer content) {}

    /** The curve moves from inside the key to the name of the algorithm. */
    static byte[] pkcs8OfEc(byte[] key) throws MalformedKeyException {
        var outer = read(ByteBuffer.wrap(key));
        if (outer.tag != SEQUENCE) {
            throw new MalformedKeyException("no EC key");
        }
        var kept = new ByteArrayOutputStream();
        byte[] curve = {};
        for (var part : parts(outer.content)) {
            if (part.tag == CURVE) {
                curve = bytes(part.content);
            } else {
                kept.writeBytes(bytes(part.whole));
            }
        }
        if (curve.length == 0) {
            throw new MalformedKeyException("an EC key without a curve");
        }
        return value(
                SEQUENCE,
                VERSION_0,
                value(SEQUENCE, EC_PUBLIC_KEY, curve),
                value(OCTETS, value(SEQUENCE, kept.toByteArray())));
    }

    private static List<Value> parts(ByteBuffer content) throws MalformedKeyException {
        var parts = new ArrayList<Value>();
        while (content.hasRemaining()) {
            parts.add(read(content));
        }
        return parts;
    }

    private static Value read(ByteBuffer from) throws MalformedKeyException {
        int start = from.position();
        if (from.remaining() < 2) {
            throw new MalformedKeyException("truncated");
        }
        int tag = from.get() & 0xff;
        int length = from.get() & 0xff;
        if (length >= 0x80) {
            int count = length & 0x7f;
            length = 0;
            for (int i = 0; i < count && i < 3 && from.hasRemaining(); i++) {
                length = (length << 8) | (from.get() & 0xff);
            }
        }
        if (length > from.remaining()) {
            throw new MalformedKeyException("truncated");
        }
        var content = from.slice(from.position(), length);
        from.position(from.position() + length);
        return new Value(tag, from.slice(start, from.position() - start), content);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static byte[] value(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (var part : parts) {
            content.writeBytes(part);
        }
        var whole = new ByteArrayOutputStream();
        whole.write(tag);
        if (content.size() > 0xff) {
            whole.write(0x82);
            whole.write(content.size() >> 8);
        } else if (content.size() > 0x7f) {
            whole.write(0x81);
        }
        whole.write(content.size());
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }
}
