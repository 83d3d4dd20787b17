package dt.sshconfig;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Numeric addresses in the one spelling that getnameinfo(3) gives them; ssh writes them so before it uses them. */
final class Addresses {
    private static final int WORDS = 8;

    private Addresses() {}

    /** The host as ssh connects to it: an address in its usual spelling, a name in small letters. */
    static String normal(String host) {
        return canonical(host).orElseGet(() -> looksNumeric(host) ? host : Ascii.lower(host));
    }

    private static boolean looksNumeric(String host) {
        return host.indexOf('%') >= 0
                || host.indexOf(':') >= 0
                || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    private static Optional<String> canonical(String host) {
        try {
            if (host.indexOf(':') >= 0) {
                int zone = host.indexOf('%');
                var plain = zone < 0 ? host : host.substring(0, zone);
                var bytes = Inet6Address.ofLiteral(plain).getAddress();
                return Optional.of(v6(bytes) + (zone < 0 ? "" : host.substring(zone)));
            }
            boolean digitFirst = !host.isEmpty() && host.charAt(0) >= '0' && host.charAt(0) <= '9';
            return digitFirst ? Optional.of(Inet4Address.ofPosixLiteral(host).getHostAddress()) : Optional.empty();
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    /** As inet_ntop(3): the longest run of zeros is left out, the first of equals. */
    private static String v6(byte[] bytes) {
        var words = words(bytes);
        int best = -1;
        int bestLength = 1;
        for (int start = 0; start < WORDS; start++) {
            int end = start;
            while (end < WORDS && words[end] == 0) {
                end++;
            }
            if (end - start > bestLength) {
                best = start;
                bestLength = end - start;
            }
        }
        var dotted = best == 0 ? dotted(words, bestLength) : null;
        if (dotted != null) {
            return dotted;
        }
        if (best < 0) {
            return joined(words, 0, WORDS);
        }
        return joined(words, 0, best) + "::" + joined(words, best + bestLength, WORDS);
    }

    private static @Nullable String dotted(int[] words, int zeros) {
        boolean mapped = zeros == 5 && words[5] == 0xffff;
        if (zeros != 6 && !mapped) {
            return null;
        }
        var v4 = (words[6] >> 8) + "." + (words[6] & 0xff) + "." + (words[7] >> 8) + "." + (words[7] & 0xff);
        return (mapped ? "::ffff:" : "::") + v4;
    }

    private static int[] words(byte[] bytes) {
        var words = new int[WORDS];
        if (bytes.length == 4) {
            // Java takes the IPv4 address out of ::ffff:1.2.3.4.
            words[5] = 0xffff;
        }
        int start = 2 * WORDS - bytes.length;
        for (int at = 0; at < bytes.length; at++) {
            words[(start + at) / 2] |= (bytes[at] & 0xff) << (((start + at) % 2) == 0 ? 8 : 0);
        }
        return words;
    }

    private static String joined(int[] words, int start, int end) {
        var text = new StringBuilder();
        for (int at = start; at < end; at++) {
            text.append(at == start ? "" : ":").append(Integer.toHexString(words[at]));
        }
        return text.toString();
    }
}
