package dt.inventory;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Makes strings of ASCII, one for each of the few words that an inventory says again and again. */
final class Spellings {
    private final @Nullable String[] seen = new @Nullable String[1 << 12];

    /** The text between two offsets. */
    String of(byte[] bytes, int from, int to) {
        var hash = 0;
        for (var i = from; i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        var slot = (hash ^ hash >>> 12) & (seen.length - 1);
        var known = seen[slot];
        if (known != null && known.length() == to - from && isSame(known, bytes, from)) {
            return known;
        }
        var fresh = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        seen[slot] = fresh;
        return fresh;
    }

    private static boolean isSame(String known, byte[] bytes, int from) {
        for (var i = 0; i < known.length(); i++) {
            if (known.charAt(i) != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }
}
