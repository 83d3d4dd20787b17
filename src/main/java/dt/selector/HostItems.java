package dt.selector;

import dt.hostlist.HostList;
import dt.hostlist.HostListException;
import java.util.ArrayList;
import java.util.List;

/** Reads a host list: items {@code [user@]pattern[:port]} with commas between them. */
final class HostItems {
    private static final int MOST = 1_000_000;

    private final Cursor cursor;

    HostItems(Cursor cursor) {
        this.cursor = cursor;
    }

    List<HostItem> parse() throws SelectorException {
        var items = new ArrayList<HostItem>();
        int first = cursor.at;
        long names = 0;
        while (true) {
            var item = item();
            items.add(item);
            names += item.names().size();
            if (names > MOST) {
                throw cursor.wrong("the list stands for more than 1,000,000 hosts; name fewer", first);
            }
            if (cursor.atEnd() || cursor.here() != ',') {
                return items;
            }
            cursor.at++;
        }
    }

    private HostItem item() throws SelectorException {
        int from = cursor.at;
        int open = 0;
        while (!cursor.atEnd() && (open > 0 || (!cursor.endsBody(cursor.at) && cursor.here() != ','))) {
            char c = cursor.here();
            if (open > 0 && Cursor.isBlank(c)) {
                break;
            }
            open += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
            cursor.at++;
        }
        if (cursor.at == from) {
            throw cursor.wrong("a host is missing here", from);
        }
        return split(from, cursor.text.substring(from, cursor.at));
    }

    private HostItem split(int from, String item) throws SelectorException {
        int at = item.lastIndexOf('@');
        var user = at < 0 ? null : item.substring(0, at);
        if (user != null && user.isEmpty()) {
            throw cursor.wrong("a login name is missing before the @", from);
        }
        var place = item.substring(at + 1);
        int placeFrom = from + at + 1;
        Integer port = null;
        int colon = place.lastIndexOf(':');
        if (colon > place.lastIndexOf(']') && colon > place.lastIndexOf('}')) {
            if (place.indexOf(':', place.lastIndexOf(']') + 1) != colon) {
                throw cursor.wrong("an IPv6 address stands in brackets: [2001:db8::1]:22", placeFrom);
            }
            port = port(place.substring(colon + 1), placeFrom + colon + 1);
            place = place.substring(0, colon);
        }
        if (place.isEmpty()) {
            throw cursor.wrong("a host is missing here", placeFrom);
        }
        if (isAddress(place)) {
            return new HostItem(user, port, List.of(place.substring(1, place.length() - 1)), false);
        }
        if (Glob.isOne(place) && place.indexOf('[') < 0 && place.indexOf('{') < 0) {
            return new HostItem(user, port, List.of(place), true);
        }
        return new HostItem(user, port, names(place, placeFrom), false);
    }

    private static boolean isAddress(String place) {
        return place.startsWith("[") && place.endsWith("]") && place.indexOf(':') >= 0 && place.indexOf('[', 1) < 0;
    }

    private List<String> names(String pattern, int from) throws SelectorException {
        try {
            var names = HostList.expandPattern(pattern);
            for (var name : names) {
                if (name.chars().anyMatch(c -> c <= ' ' || c == 127 || c == '(' || c == '/' || c == '!' || c == ':')
                        || name.startsWith("-")) {
                    throw cursor.wrong("\"" + name.replaceAll("\\p{Cntrl}", "?") + "\" is no host name", from);
                }
            }
            return names;
        } catch (HostListException e) {
            throw cursor.wrong(String.valueOf(e.getMessage()), from + e.position());
        }
    }

    private Integer port(String text, int place) throws SelectorException {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65535) {
            throw cursor.wrong("a port is a number from 1 to 65535", place);
        }
        return Integer.valueOf(text);
    }
}
