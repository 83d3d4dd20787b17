package dt.ssh.key;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Secrets as bytes, without a copy that nobody wipes. */
public final class Secrets {
    private static final int LONGEST_CHARACTER = 4;

    private Secrets() {}

    /** In UTF-8. Both stay the caller's to wipe. */
    public static byte[] utf8(char[] secret) {
        var buffer = new byte[LONGEST_CHARACTER * secret.length];
        var encoded = ByteBuffer.wrap(buffer);
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(secret), encoded, true);
        var exact = Arrays.copyOf(buffer, encoded.position());
        Arrays.fill(buffer, (byte) 0);
        return exact;
    }
}
