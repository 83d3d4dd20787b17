package dt.output;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Turns a host's label into the name of a file: one for each, never hidden, never another folder. */
final class FileName {
    private static final String PLAIN = "._@+=,-";
    private static final int LONGEST = 200;
    private static final int BEGINNING = 150;

    private FileName() {}

    static String of(String label) {
        var name = new StringBuilder();
        for (byte b : label.getBytes(StandardCharsets.UTF_8)) {
            boolean leadingDot = b == '.' && name.isEmpty();
            if (!leadingDot && isPlain(b)) {
                name.append((char) b);
            } else {
                name.append("%%%02X".formatted(b & 0xff));
            }
        }
        // File systems end a name at 255 bytes; %~ is nothing that is encoded above.
        return name.length() <= LONGEST ? name.toString() : name.substring(0, BEGINNING) + "%~" + sha256(label);
    }

    private static boolean isPlain(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || PLAIN.indexOf(b) >= 0;
    }

    private static String sha256(String label) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(label.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
