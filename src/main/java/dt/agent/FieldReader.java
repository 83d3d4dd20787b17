package dt.agent;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Takes the fields of one frame off its front. Believes no length before it has seen that so much is there. */
final class FieldReader {
    private final ByteBuffer in;

    FieldReader(ByteBuffer in) {
        this.in = in;
    }

    int kind() throws FrameException {
        need(1);
        return in.get() & 0xff;
    }

    int number() throws FrameException {
        need(4);
        return in.getInt();
    }

    boolean flag() throws FrameException {
        int number = number();
        if (number != 0 && number != 1) {
            throw new FrameException(number + " is neither yes nor no");
        }
        return number == 1;
    }

    Piece piece() throws FrameException {
        int length = number();
        need(length);
        var bytes = new byte[length];
        in.get(bytes);
        return new Piece(bytes);
    }

    /** Bytes that are no UTF-8 become U+FFFD, as Java does with the words of its own process. */
    String text() throws FrameException {
        return StandardCharsets.UTF_8.decode(piece().buffer()).toString();
    }

    List<String> list() throws FrameException {
        int count = number();
        // Each text has a length at least.
        if (count < 0 || count > in.remaining() / 4) {
            throw new FrameException(
                    "a list of " + Integer.toUnsignedString(count) + " texts in " + in.remaining() + " bytes");
        }
        var texts = new ArrayList<String>(count);
        for (int i = 0; i < count; i++) {
            texts.add(text());
        }
        return texts;
    }

    void end() throws FrameException {
        if (in.hasRemaining()) {
            throw new FrameException(in.remaining() + " bytes too many");
        }
    }

    private void need(int length) throws FrameException {
        if (length < 0 || length > in.remaining()) {
            throw new FrameException(
                    Integer.toUnsignedString(length) + " bytes announced, " + in.remaining() + " there");
        }
    }
}
