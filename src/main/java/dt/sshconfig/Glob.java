package dt.sshconfig;

/** A pattern of ssh_config(5), PATTERNS: {@code *} is any text, {@code ?} is any one character. */
record Glob(String pattern, boolean literal) {
    Glob(String pattern) {
        this(pattern, pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0);
    }

    boolean matches(String text) {
        return literal ? pattern.equals(text) : wildMatches(text);
    }

    private boolean wildMatches(String text) {
        int at = 0;
        int wanted = 0;
        int star = -1;
        int resume = 0;
        while (at < text.length()) {
            char p = wanted < pattern.length() ? pattern.charAt(wanted) : 0;
            if (p == '*') {
                star = wanted++;
                resume = at;
            } else if (wanted < pattern.length() && (p == '?' || p == text.charAt(at))) {
                at++;
                wanted++;
            } else if (star >= 0) {
                // The last star takes one character more: earlier ones need no second look.
                wanted = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (wanted < pattern.length() && pattern.charAt(wanted) == '*') {
            wanted++;
        }
        return wanted == pattern.length();
    }
}
