package dt.inventory;

/** Which characters {@link PlainYaml} is sure of (YAML 1.1, sections 5 and 9.1.3, and then some caution). */
final class Letters {
    private static final byte FIRST = 1;
    private static final byte INNER = 2;
    private static final byte PRINTED = 4;

    private static final byte[] KINDS = kinds();

    private Letters() {}

    private static byte[] kinds() {
        var kinds = new byte[128];
        for (var c = ' '; c <= '~'; c++) {
            kinds[c] |= PRINTED;
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
                kinds[c] |= FIRST | INNER;
            }
        }
        for (var c : "_./~".toCharArray()) {
            kinds[c] |= FIRST | INNER;
        }
        for (var c : "-=@+%".toCharArray()) {
            kinds[c] |= INNER;
        }
        return kinds;
    }

    private static boolean is(byte b, int kind) {
        return b > 0 && (KINDS[b] & kind) != 0;
    }

    /** Where the plain scalar that begins here ends, or -1: not sure. */
    static int plainEnd(byte[] bytes, int from, boolean flow, boolean key) {
        if (from == bytes.length) {
            return -1;
        }
        var at = from;
        // "-old" is a scalar, "- old" and "---" are not.
        if (bytes[at] == '-' && !key) {
            at++;
        }
        if (at == bytes.length || !is(bytes[at], FIRST)) {
            return -1;
        }
        return flow || key ? wordEnd(bytes, at, flow) : lineEnd(bytes, at);
    }

    /** Ends at the first character that could mean something. */
    private static int wordEnd(byte[] bytes, int from, boolean flow) {
        var at = from;
        while (at < bytes.length) {
            var b = bytes[at];
            if (is(b, INNER)) {
                at++;
            } else if (b == ':' && at + 1 < bytes.length && is(bytes[at + 1], INNER)) {
                at += 2;
            } else if (!flow && (b == '[' || b == ']' || b == ',')) {
                at++;
            } else {
                return flow ? flowEnd(bytes, at) : at;
            }
        }
        return at;
    }

    /** In a flow collection blanks may stand between a scalar and what ends it. */
    private static int flowEnd(byte[] bytes, int from) {
        var at = from;
        while (at < bytes.length && bytes[at] == ' ') {
            at++;
        }
        if (at == bytes.length) {
            return -1;
        }
        return switch (bytes[at]) {
            case ',', ']', '}' -> from;
            case ':' -> at == from ? from : -1;
            default -> -1;
        };
    }

    /** Ends at the end of the line or before the blanks in front of a comment. */
    private static int lineEnd(byte[] bytes, int from) {
        var at = from;
        var end = from;
        while (at < bytes.length && bytes[at] != '\n') {
            var b = bytes[at];
            if (!is(b, PRINTED)) {
                return -1;
            }
            if (b == ':' && (at + 1 == bytes.length || bytes[at + 1] == ' ' || bytes[at + 1] == '\n')) {
                return -1;
            }
            if (b == '#' && bytes[at - 1] == ' ') {
                return end;
            }
            at++;
            if (b != ' ') {
                end = at;
            }
        }
        return end;
    }

    /** The end of the line that a comment is on; the length of the text is as good. */
    static int commentEnd(byte[] bytes, int from) {
        var at = from;
        while (at < bytes.length && bytes[at] != '\n') {
            if (!is(bytes[at], PRINTED)) {
                throw new PlainYaml.NotPlain();
            }
            at++;
        }
        return at;
    }
}
