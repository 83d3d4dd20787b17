package dt.agent;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Puts the fields of one frame behind one another. */
final class FieldWriter {
    private ByteBuffer out = ByteBuffer.allocate(256).putInt(0);

    FieldWriter kind(int kind) {
        room(1).put((byte) kind);
        return this;
    }

    FieldWriter number(int number) {
        room(4).putInt(number);
        return this;
    }

    FieldWriter flag(boolean flag) {
        return number(flag ? 1 : 0);
    }

    FieldWriter text(String text) {
        return piece(new Piece(text.getBytes(StandardCharsets.UTF_8)));
    }

    FieldWriter piece(Piece piece) {
        room(4 + piece.length()).putInt(piece.length()).put(piece.buffer());
        return this;
    }

    FieldWriter list(List<String> texts) {
        number(texts.size());
        texts.forEach(this::text);
        return this;
    }

    /** The whole frame, with its length in front. */
    ByteBuffer finished() {
        return finished(0);
    }

    /** The same, of a frame that so many bytes belong to which come behind it. */
    ByteBuffer finished(int more) {
        return out.putInt(0, out.position() - 4 + more).flip();
    }

    private ByteBuffer room(int more) {
        if (out.remaining() < more) {
            var larger = ByteBuffer.allocate(Math.max(2 * out.capacity(), out.position() + more));
            out = larger.put(out.flip());
        }
        return out;
    }
}
