package dt.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a JSON string as its bytes come (RFC 8259, 7). The bytes are valid UTF-8. */
final class JsonText extends OutputStream {
    private final OutputStream out;

    JsonText(OutputStream out) {
        this.out = out;
    }

    static String quoted(String text) {
        var bytes = new java.io.ByteArrayOutputStream();
        try {
            bytes.write('"');
            new JsonText(bytes).write(text.getBytes(StandardCharsets.UTF_8));
            bytes.write('"');
        } catch (IOException neverInMemory) {
            throw new IllegalStateException(neverInMemory);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int end = offset + length;
        for (int at = offset; at < end; at++) {
            byte b = bytes[at];
            if (b == '"' || b == '\\' || (b >= 0 && b < ' ') || b == 0x7f) {
                out.write(bytes, from, at - from);
                escape(b);
                from = at + 1;
            }
        }
        out.write(bytes, from, end - from);
    }

    private void escape(byte b) throws IOException {
        var escape = switch (b) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format("\\u%04x", b);
        };
        out.write(escape.getBytes(StandardCharsets.US_ASCII));
    }
}
