package dt.inventory;

import java.util.Map;
import java.util.Set;

/**
 * One host: what it is called, how it is reached and what is known of it.
 *
 * @param label how a run calls it in its lines: the name, or {@code user@name} where the selector said so
 * @param name the inventory's name, or the address of a host that no inventory knows; no white space, and a colon only in an IPv6 address
 * @param login how to reach it
 * @param tags {@code tag} or {@code key=value}
 * @param vars further values, for modules
 */
public record Host(String label, String name, Login login, Set<String> tags, Map<String, String> vars) {
    public Host {
        if (name.isEmpty() || hasWhitespace(name)) {
            throw new IllegalArgumentException("a host needs a name without white space, not \"" + name + "\"");
        }
        if (name.indexOf(':') >= 0 && !isIpv6(name)) {
            throw new IllegalArgumentException("a host name has no colon: \"" + name + "\"");
        }
        tags = Set.copyOf(tags);
        vars = Map.copyOf(vars);
    }

    public Host(String name, Login login, Set<String> tags, Map<String, String> vars) {
        this(name, name, login, tags, vars);
    }

    /** A host of which only the name is known. */
    public static Host named(String name) {
        return new Host(name, Login.UNSAID, Set.of(), Map.of());
    }

    /** The same host under another label and with another login. */
    public Host as(String otherLabel, Login otherLogin) {
        return new Host(otherLabel, name, otherLogin, tags, vars);
    }

    // Loops, as a hundred thousand hosts are made before the first is asked.
    private static boolean hasWhitespace(String name) {
        for (int i = 0; i < name.length(); i++) {
            var c = name.charAt(i);
            if ((c <= ' ' || c > '~') && Character.isWhitespace(c)) {
                return true;
            }
        }
        return false;
    }

    /** Two colons among hexadecimal digits and dots, and a zone if need be. */
    static boolean isIpv6(String name) {
        int zone = name.indexOf('%');
        int end = zone < 0 ? name.length() : zone;
        int colons = 0;
        for (int i = 0; i < end; i++) {
            char c = name.charAt(i);
            if (c == ':') {
                colons++;
            } else if (c != '.' && (c > 'f' || Character.digit(c, 16) < 0)) {
                return false;
            }
        }
        return colons >= 2 && zone != name.length() - 1;
    }
}
