package dt.ssh.key;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads the data types of RFC 4251 5 and never beyond the end. */
public final class WireReader {
    private final ByteBuffer bytes;

    public WireReader(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    public byte[] string() throws MalformedKeyException {
        int length = u32();
        if (length < 0 || length > bytes.remaining()) {
            throw new MalformedKeyException("truncated");
        }
        return raw(length);
    }

    public String text() throws MalformedKeyException {
        return new String(string(), StandardCharsets.UTF_8);
    }

    /** A number that is not negative. */
    BigInteger mpint() throws MalformedKeyException {
        var number = string();
        if (number.length == 0 || number.length > 4096) {
            throw new MalformedKeyException("a number of " + number.length + " bytes");
        }
        return new BigInteger(1, number);
    }

    public int u8() throws MalformedKeyException {
        need(1);
        return bytes.get() & 0xff;
    }

    public int u32() throws MalformedKeyException {
        need(4);
        return bytes.getInt();
    }

    long u64() throws MalformedKeyException {
        need(8);
        return bytes.getLong();
    }

    byte[] raw(int length) throws MalformedKeyException {
        need(length);
        var raw = new byte[length];
        bytes.get(raw);
        return raw;
    }

    byte[] rest() {
        var rest = new byte[bytes.remaining()];
        bytes.get(rest);
        return rest;
    }

    int position() {
        return bytes.position();
    }

    public boolean hasMore() {
        return bytes.hasRemaining();
    }

    private void need(int count) throws MalformedKeyException {
        if (bytes.remaining() < count) {
            throw new MalformedKeyException("truncated");
        }
    }
}
