package dt.ssh.hostkey;

import java.util.List;
import java.util.Locale;

/** Names as one reads them: comma-separated, with {@code *}, {@code ?} and {@code !}, as match_pattern_list has them. */
record ListedNames(List<String> patterns) implements HostNames {
    private static final int LONGEST = 1023;

    static ListedNames parse(String word) {
        return new ListedNames(List.of(word.toLowerCase(Locale.ROOT).split(",")));
    }

    /** Whether each is a name and nothing else, so that a hash map finds them. */
    boolean arePlain() {
        return patterns.stream().allMatch(p -> p.indexOf('*') < 0 && p.indexOf('?') < 0 && !p.startsWith("!"));
    }

    @Override
    public boolean cover(String name) {
        boolean covered = false;
        for (var pattern : patterns) {
            boolean negated = pattern.startsWith("!");
            var glob = negated ? pattern.substring(1) : pattern;
            if (glob.length() >= LONGEST) {
                return false;
            }
            if (matches(name, glob)) {
                if (negated) {
                    return false;
                }
                covered = true;
            }
        }
        return covered;
    }

    /** Linear in the name for each star, so that no line of a file can make it slow. */
    private static boolean matches(String name, String glob) {
        int n = 0;
        int g = 0;
        int star = -1;
        int tried = 0;
        while (n < name.length()) {
            if (g < glob.length() && glob.charAt(g) == '*') {
                star = g++;
                tried = n;
            } else if (g < glob.length() && (glob.charAt(g) == '?' || glob.charAt(g) == name.charAt(n))) {
                g++;
                n++;
            } else if (star >= 0) {
                g = star + 1;
                n = ++tried;
            } else {
                return false;
            }
        }
        while (g < glob.length() && glob.charAt(g) == '*') {
            g++;
        }
        return g == glob.length();
    }
}
