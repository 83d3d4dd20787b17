package dt.ssh.key;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes the data types of RFC 4251 5. */
public final class WireWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public WireWriter u8(int value) {
        bytes.write(value);
        return this;
    }

    public WireWriter u32(int value) {
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(value).array());
        return this;
    }

    public WireWriter string(byte[] value) {
        u32(value.length);
        bytes.writeBytes(value);
        return this;
    }

    public WireWriter string(String value) {
        return string(value.getBytes(StandardCharsets.UTF_8));
    }

    public WireWriter raw(byte[] value) {
        bytes.writeBytes(value);
        return this;
    }

    public byte[] array() {
        return bytes.toByteArray();
    }
}
