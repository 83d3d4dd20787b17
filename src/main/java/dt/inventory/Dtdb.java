package dt.inventory;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a dtdb: {@code [user@]host[:port][|[user@]proxy[:port]]... tag...} a line, {@code #} begins a comment. Hops are in
 * ssh's order: the first is the nearest to us.
 */
final class Dtdb {
    private final HostFile file;
    private int line;
    private int column;

    private Dtdb(String name) {
        this.file = new HostFile(name);
    }

    /** @throws InventoryException for the first thing in the file that is wrong */
    static HostFile read(String name, String text) throws InventoryException {
        var reader = new Dtdb(name);
        var from = text.startsWith("\ufeff") ? 1 : 0;
        while (from < text.length()) {
            var newline = text.indexOf('\n', from);
            var to = newline < 0 ? text.length() : newline;
            reader.line++;
            try {
                reader.line(text.substring(from, to));
            } catch (IllegalArgumentException e) {
                throw new InventoryException(
                        new Place(name, reader.line, reader.column), String.valueOf(e.getMessage()));
            }
            from = to + 1;
        }
        return reader.file;
    }

    private void line(String text) {
        List<Claim> claims = new ArrayList<>(4);
        var isFirst = true;
        var at = 0;
        while (at < text.length()) {
            if (isGap(text.charAt(at))) {
                at++;
                continue;
            }
            if (text.charAt(at) == '#') {
                return;
            }
            var from = at;
            while (at < text.length() && !isGap(text.charAt(at))) {
                at++;
            }
            column = text.codePointCount(0, from) + 1;
            var word = text.substring(from, at);
            if (isFirst) {
                host(word, claims);
            } else {
                claims.add(new Claim.Tag(Words.tag(word), line, column));
            }
            isFirst = false;
        }
    }

    private static boolean isGap(char c) {
        return c == ' ' || c == '\t' || c == '\r';
    }

    private void host(String word, List<Claim> claims) {
        var bar = word.indexOf('|');
        var target = Target.of(bar < 0 ? word : word.substring(0, bar));
        var block = new HostFile.Block(file, line, column, claims);
        for (var name : Host.isIpv6(target.host()) ? List.of(target.host()) : Words.names(target.host())) {
            file.add(name, block);
        }
        if (target.user() != null) {
            claims.add(new Claim.User(target.user(), line, column));
        }
        if (target.port() != null) {
            claims.add(new Claim.Port(target.port(), line, column));
        }
        if (bar >= 0) {
            var hops = new ArrayList<Hop>();
            for (var hop : word.substring(bar + 1).split("\\|", -1)) {
                hops.add(Words.hop(hop));
            }
            claims.add(new Claim.Jump(hops, line, column + bar + 1));
        }
    }
}
