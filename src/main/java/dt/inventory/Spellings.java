package dt.inventory;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Makes strings of the ASCII of one file, one for each of the few words that an inventory says again and again. */
final class Spellings {
    private final @Nullable String[] seen = new @Nullable String[1 << 12];

    /** Beside each string, where it was first read: a stretch of the file is compared with another faster than with a string. */
    private final int[] firstAt = new int[seen.length];

    /** The text between two offsets. */
    String of(byte[] bytes, int from, int to) {
        var hash = 0;
        for (var i = from; i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        var slot = (hash ^ hash >>> 12) & (seen.length - 1);
        var known = seen[slot];
        if (known != null && known.length() == to - from && isSame(bytes, firstAt[slot], from, to - from)) {
            return known;
        }
        var fresh = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        seen[slot] = fresh;
        firstAt[slot] = from;
        return fresh;
    }

    private static boolean isSame(byte[] bytes, int one, int other, int length) {
        for (var i = 0; i < length; i++) {
            if (bytes[one + i] != bytes[other + i]) {
                return false;
            }
        }
        return true;
    }
}
