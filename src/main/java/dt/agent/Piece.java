package dt.agent;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Some bytes on their way through the agent. Not copied: whoever makes one lets go of the array. */
final class Piece {
    private final byte[] bytes;

    Piece(byte[] bytes) {
        this.bytes = bytes;
    }

    int length() {
        return bytes.length;
    }

    /** To read them, in place. */
    ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes);
    }

    /** Overwrites them: they were a secret. */
    void wipe() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Piece piece && Arrays.equals(bytes, piece.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Without the bytes: they may be a secret. */
    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
