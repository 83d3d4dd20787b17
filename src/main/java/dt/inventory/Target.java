package dt.inventory;

import org.jspecify.annotations.Nullable;

/** {@code [user@]host[:port]}, where a host may be {@code [2001:db8::1]}. */
record Target(@Nullable String user, String host, @Nullable Integer port) {
    static Target of(String text) {
        var at = text.lastIndexOf('@');
        var user = at < 0 ? null : Words.word("user", text.substring(0, at));
        var rest = text.substring(at + 1);
        var bracket = rest.lastIndexOf(']');
        var colon = rest.lastIndexOf(':');
        if (bracket < 0 && colon != rest.indexOf(':')) {
            // Two colons outside brackets: an IPv6 address without a port.
            return new Target(user, rest, null);
        }
        var hasPort = colon > bracket;
        var host = hasPort ? rest.substring(0, colon) : rest;
        if (host.isEmpty()) {
            throw new IllegalArgumentException("no host in " + Words.quoted(text) + "; write [user@]host[:port]");
        }
        var port = hasPort ? (Integer) Words.port(rest.substring(colon + 1)) : null;
        return new Target(user, unbracketed(host), port);
    }

    private static String unbracketed(String host) {
        var last = host.length() - 1;
        if (host.charAt(0) != '[' || host.charAt(last) != ']') {
            return host;
        }
        var inside = host.substring(1, last);
        return Host.isIpv6(inside) ? inside : host;
    }
}
