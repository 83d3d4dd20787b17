package dt.hostlist;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a host list, and refuses one that stands for too many hosts before anything is expanded. */
final class HostListParser {
    private static final int DEEPEST = 20;

    private final String text;
    private int at;
    private int depth;

    HostListParser(String text) {
        this.text = text;
    }

    List<List<Part>> list() throws HostListException {
        var patterns = new ArrayList<List<Part>>();
        long hosts = 0;
        do {
            int start = at;
            var pattern = pattern();
            patterns.add(pattern);
            hosts += Part.count(pattern);
            refuseTooMany(hosts, start);
        } while (next(','));
        return patterns;
    }

    List<Part> single() throws HostListException {
        var pattern = pattern();
        if (at < text.length()) {
            throw wrong(at, "a comma in a single host pattern", "write a comma only in [ ] or { }");
        }
        refuseTooMany(Part.count(pattern), 0);
        return pattern;
    }

    private void refuseTooMany(long hosts, int start) throws HostListException {
        if (hosts > Part.MOST_HOSTS) {
            throw wrong(start, "more than 1,000,000 hosts", "use smaller ranges");
        }
    }

    /** Up to a comma, or the brace that closes the one we are in. */
    private List<Part> pattern() throws HostListException {
        int start = at;
        var parts = new ArrayList<Part>();
        while (at < text.length() && text.charAt(at) != ',' && !(depth > 0 && text.charAt(at) == '}')) {
            parts.add(
                    switch (text.charAt(at)) {
                        case '[' -> brackets();
                        case '{' -> braces();
                        case ']' -> throw wrong(at, "a ] without its [", null);
                        case '}' -> throw wrong(at, "a } without its {", null);
                        default -> plain();
                    });
        }
        if (at == start) {
            throw wrong(at, text.isEmpty() ? "an empty host list" : "an empty item", missing());
        }
        return parts;
    }

    private String missing() {
        return at > 0 ? "write a host name after the " + text.charAt(at - 1) : "write a host name";
    }

    private Part plain() throws HostListException {
        int start = at;
        while (at < text.length() && "[]{},".indexOf(text.charAt(at)) < 0) {
            char c = text.charAt(at);
            if (Names.isBlank(c)) {
                throw wrong(at, "a blank or control character in a host name", "separate hosts by commas");
            }
            at++;
        }
        return new Part.Text(text.substring(start, at));
    }

    private Part braces() throws HostListException {
        int open = at++;
        if (++depth > DEEPEST) {
            throw wrong(open, "braces more than " + DEEPEST + " deep", null);
        }
        var choices = new ArrayList<List<Part>>();
        long hosts = 0;
        do {
            if (at == text.length()) {
                break;
            }
            var choice = pattern();
            choices.add(choice);
            hosts += Part.count(choice);
            refuseTooMany(hosts, open);
        } while (next(','));
        if (!next('}')) {
            throw wrong(open, "a { that is never closed", null);
        }
        if (choices.size() == 1) {
            throw wrong(open, "braces around one item", "write {a,b}, or [1-3] for a range");
        }
        depth--;
        return new Part.Choice(choices);
    }

    private Part brackets() throws HostListException {
        int open = at;
        int close = text.indexOf(']', open);
        int inner = text.indexOf('[', open + 1);
        if (inner >= 0 && (close < 0 || inner < close)) {
            throw wrong(inner, "a [ inside brackets", "close the first one before it");
        }
        if (close < 0) {
            throw wrong(open, "a [ that is never closed", null);
        }
        int colon = text.indexOf(':', open);
        if (colon >= 0 && colon < close) {
            return address(open, close);
        }
        at = open + 1;
        var ranges = new ArrayList<Range>();
        do {
            ranges.add(range());
        } while (next(','));
        if (at != close) {
            throw wrong(at, "only numbers can be in brackets", "write [1-3], [01-20,30] or [0-10/2]; for words, {a,b}");
        }
        at++;
        return new Part.Numbers(ranges);
    }

    private Part address(int open, int close) throws HostListException {
        boolean starts = open == 0 || ",{@".indexOf(text.charAt(open - 1)) >= 0;
        boolean ends = close + 1 == text.length() || ",}:".indexOf(text.charAt(close + 1)) >= 0;
        if (!starts || !ends) {
            throw wrong(starts ? close + 1 : open, "an IPv6 address is a host by itself", "write [2001:db8::1]:22");
        }
        if (!Names.isIpv6(text.substring(open + 1, close))) {
            throw wrong(open + 1, "neither a range nor an IPv6 address", "write [1-3] or [2001:db8::1]");
        }
        at = close + 1;
        return new Part.Text(text.substring(open, at));
    }

    private Range range() throws HostListException {
        int start = at;
        var from = number("a number");
        if (!next('-')) {
            if (at < text.length() && text.charAt(at) == '/') {
                throw wrong(at, "a step needs a range", "write [0-10/2]");
            }
            return new Range(Long.parseLong(from), Long.parseLong(from), 1, from.length());
        }
        int second = at;
        var to = number("the end of the range");
        boolean filled = isFilled(from) || isFilled(to);
        if (filled && from.length() != to.length()) {
            throw wrong(second, from + " and " + to + " differ in width", "give both the same number of digits");
        }
        long first = Long.parseLong(from);
        long last = Long.parseLong(to);
        if (first > last) {
            throw wrong(start, "the range runs backwards", "write " + to + "-" + from);
        }
        return new Range(first, last, step(), filled ? from.length() : 0);
    }

    private static boolean isFilled(String number) {
        return number.length() > 1 && number.startsWith("0");
    }

    private long step() throws HostListException {
        if (!next('/')) {
            return 1;
        }
        int start = at;
        long step = Long.parseLong(number("the step"));
        if (step == 0) {
            throw wrong(start, "a step of 0", "write 1 or more");
        }
        return step;
    }

    private String number(String what) throws HostListException {
        int start = at;
        while (at < text.length() && Names.isDigit(text.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw notNumber(what);
        }
        if (at - start > Range.MOST_DIGITS) {
            throw wrong(start, "a number of more than " + Range.MOST_DIGITS + " digits in a range", "write it as text");
        }
        return text.substring(start, at);
    }

    private HostListException notNumber(String what) {
        return switch (text.charAt(at)) {
            case ']' ->
                text.charAt(at - 1) == '['
                        ? wrong(at, "empty brackets", "write [1-3]")
                        : wrong(at, what + " is missing", "write [1-3]");
            case ',' -> wrong(at, "an empty item in brackets", "write [1-3,5]");
            case '-' -> wrong(at, "a range cannot begin with -", "a number has no sign here");
            default -> wrong(at, "only numbers can be in brackets", "write [1-3]; for words, {a,b}");
        };
    }

    private boolean next(char wanted) {
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private HostListException wrong(int position, String problem, @Nullable String hint) {
        return new HostListException(text, position, problem, hint);
    }
}
