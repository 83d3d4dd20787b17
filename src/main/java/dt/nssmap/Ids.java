package dt.nssmap;

import java.util.OptionalLong;

/** Numbers of users and groups. */
final class Ids {
    static final long MOST = 0xffff_ffffL;

    private Ids() {}

    /** Whether a user or group may have this number under any config: not 0, not nobody's, not -1 or -2. */
    static boolean isUsable(long id) {
        return id > 0 && id != 65534 && id != 65535 && id < MOST - 1;
    }

    /** A decimal number of digits only, at most {@code most}. */
    static OptionalLong read(String text, long most) {
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || value * 10 + digit > most) {
                return OptionalLong.empty();
            }
            value = value * 10 + digit;
        }
        return OptionalLong.of(value);
    }
}
