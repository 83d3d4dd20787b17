package dt.sshconfig;

/** Case as ssh sees it: letters outside ASCII have none. */
final class Ascii {
    private Ascii() {}

    static String lower(String text) {
        int at = 0;
        while (at < text.length() && !isUpper(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            return text;
        }
        var chars = text.toCharArray();
        for (; at < chars.length; at++) {
            if (isUpper(chars[at])) {
                chars[at] = (char) (chars[at] + ('a' - 'A'));
            }
        }
        return new String(chars);
    }

    static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    static boolean isControl(char c) {
        return c < ' ' || c == 0x7f;
    }

    static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || isUpper(c) || (c >= '0' && c <= '9');
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
