package dt.ssh.key;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads the data types of RFC 4251 5 and never beyond the end. */
final class WireReader {
    private final ByteBuffer bytes;

    WireReader(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    byte[] string() throws MalformedKeyException {
        int length = u32();
        if (length < 0 || length > bytes.remaining()) {
            throw new MalformedKeyException("truncated");
        }
        var string = new byte[length];
        bytes.get(string);
        return string;
    }

    String text() throws MalformedKeyException {
        return new String(string(), StandardCharsets.UTF_8);
    }

    int u32() throws MalformedKeyException {
        need(4);
        return bytes.getInt();
    }

    long u64() throws MalformedKeyException {
        need(8);
        return bytes.getLong();
    }

    int position() {
        return bytes.position();
    }

    boolean hasMore() {
        return bytes.hasRemaining();
    }

    private void need(int count) throws MalformedKeyException {
        if (bytes.remaining() < count) {
            throw new MalformedKeyException("truncated");
        }
    }
}
