package dt.hostlist;

import java.net.Inet6Address;

/** What the characters of a host name say. */
final class Names {
    private Names() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
    }

    /** Whether a list can say this name, other than as an IPv6 address. */
    static boolean isPlain(String name) {
        return !name.isEmpty() && name.chars().noneMatch(c -> isBlank((char) c) || "[]{},".indexOf(c) >= 0);
    }

    /** Two colons are an address; one is in front of a port. */
    static boolean looksLikeIpv6(String name) {
        int colon = name.indexOf(':');
        return colon >= 0 && name.indexOf(':', colon + 1) >= 0;
    }

    /** An address as RFC 4291 writes it, with or without a zone (RFC 4007). */
    static boolean isIpv6(String text) {
        int zone = text.indexOf('%');
        if (zone == text.length() - 1 || text.chars().anyMatch(c -> isBlank((char) c))) {
            return false;
        }
        try {
            Inet6Address.ofLiteral(zone < 0 ? text : text.substring(0, zone));
            return true;
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }
}
