package dt.inventory;

import dt.hostlist.HostList;
import dt.hostlist.HostListException;
import java.util.ArrayList;
import java.util.List;

/**
 * The words that inventory files have in common: names, tags, ports, hops. What is wrong with one is thrown as an {@link
 * IllegalArgumentException}, whose message the reader puts behind the place.
 */
final class Words {
    private Words() {}

    /** The hosts that a name or a range stands for. */
    static List<String> names(String text) {
        if (text.indexOf('[') < 0 && text.indexOf('{') < 0) {
            checkName(text);
            return List.of(text);
        }
        try {
            var names = HostList.expandPattern(text);
            for (var name : names) {
                checkName(name);
            }
            return names;
        } catch (HostListException e) {
            throw new IllegalArgumentException("host range " + quoted(text) + ": " + e.getMessage(), e);
        }
    }

    private static void checkName(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a host without a name; write one");
        }
        var colons = 0;
        for (var i = 0; i < name.length(); i++) {
            var c = name.charAt(i);
            if (c == ':') {
                colons++;
            } else if (isBlank(c)) {
                throw new IllegalArgumentException("host name " + quoted(name) + " has a blank; write it without");
            } else if (c == '@') {
                throw new IllegalArgumentException("host name " + quoted(name) + " has an @; give the user apart");
            } else if (c == ',') {
                throw new IllegalArgumentException("host name " + quoted(name) + " has a comma; write one name");
            }
        }
        if (name.charAt(0) == '-') {
            throw new IllegalArgumentException("host name " + quoted(name) + " looks like an option; rename it");
        }
        if (colons > 0 && !Host.isIpv6(name)) {
            throw new IllegalArgumentException("host name " + quoted(name) + " has a colon; give the port apart");
        }
    }

    /** A tag, or one to take away. */
    static String tag(String text) {
        if (text.isEmpty() || text.equals("-")) {
            throw new IllegalArgumentException("a tag without letters; write one or leave it out");
        }
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (isBlank(c)) {
                throw new IllegalArgumentException("tag " + quoted(text) + " " + whereBlank(text, i) + "; take it out");
            }
            if (c == ',') {
                throw new IllegalArgumentException("tag " + quoted(text) + " has a comma; write two tags");
            }
        }
        return text;
    }

    private static String whereBlank(String text, int at) {
        return at == text.length() - 1 ? "ends in a blank" : at == 0 ? "begins with a blank" : "has a blank";
    }

    static int port(String text) {
        var port = 0;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c < '0' || c > '9') {
                throw new IllegalArgumentException("port " + quoted(text) + " is not a number; write 1 to 65535");
            }
            port = Math.min(port * 10 + c - '0', 65536);
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + quoted(text) + " is out of range; write 1 to 65535");
        }
        return port;
    }

    /** An address or a user: something without a blank. */
    static String word(String what, String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException(what + " has no value; write one or leave it out");
        }
        for (var i = 0; i < text.length(); i++) {
            if (isBlank(text.charAt(i))) {
                throw new IllegalArgumentException(what + " " + quoted(text) + " has a blank; take it out");
            }
        }
        // ssh has been made to run commands by names like -oProxyCommand.
        if (text.charAt(0) == '-') {
            throw new IllegalArgumentException(what + " " + quoted(text) + " looks like an option; check it");
        }
        return text;
    }

    /** An address, without the brackets that IPv6 may have. */
    static String address(String text) {
        word("address", text);
        var last = text.length() - 1;
        var address = text.charAt(0) == '[' && text.charAt(last) == ']' ? text.substring(1, last) : text;
        if (address.indexOf(':') >= 0 && !Host.isIpv6(address)) {
            throw new IllegalArgumentException("address " + quoted(text) + " has a colon; give the port apart");
        }
        return address;
    }

    /** {@code [user@]host[:port]}, as ssh's ProxyJump has it. */
    static Hop hop(String text) {
        var login = Target.of(text);
        checkName(login.host());
        return new Hop(login.user(), login.host(), login.port());
    }

    /** Hops with commas between them; {@code none} for no hop. */
    static List<Hop> hops(String text) {
        if (text.equals("none")) {
            return List.of();
        }
        var hops = new ArrayList<Hop>();
        for (var hop : text.split(",", -1)) {
            hops.add(hop(hop));
        }
        return hops;
    }

    static boolean isBlank(char c) {
        return c <= ' ' || (c >= 0x7f && (c <= 0xa0 || Character.isWhitespace(c) || Character.isSpaceChar(c)));
    }

    /** Text from a file, fit to be shown on one line of a terminal. */
    static String quoted(String text) {
        var shown = new StringBuilder("\"");
        for (var i = 0; i < Math.min(text.length(), 80); i++) {
            var c = text.charAt(i);
            if (Character.isISOControl(c)) {
                shown.append("\\x%02x".formatted((int) c));
            } else {
                shown.append(c);
            }
        }
        return shown.append(text.length() > 80 ? "...\"" : "\"").toString();
    }
}
