package dt.sh;

/**
 * What stands before the place where a line is typed: {@code [SELECTOR] $}, or what {@code DTOOLS_PS1} says. In that,
 * {@code \s} stands for the selector, {@code \m} for the module, {@code \\} for a backslash.
 */
final class PromptText {
    private static final int LONGEST = 48;

    private PromptText() {}

    static String of(Situation situation, String ps1) {
        var selector = shortened(situation.selector());
        var module = String.join(" ", situation.module());
        if (ps1.isEmpty()) {
            return "[" + selector + (situation.isSsh() ? "" : " " + module) + "] $ ";
        }
        var text = new StringBuilder();
        for (int i = 0; i < ps1.length(); i++) {
            char c = ps1.charAt(i);
            if (c != '\\' || i + 1 == ps1.length()) {
                text.append(c);
                continue;
            }
            char escaped = ps1.charAt(++i);
            switch (escaped) {
                case 's' -> text.append(selector);
                case 'm' -> text.append(module);
                case '\\' -> text.append('\\');
                default -> text.append(c).append(escaped);
            }
        }
        return text.toString();
    }

    private static String shortened(String selector) {
        var line = selector.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 3) + "...";
    }
}
