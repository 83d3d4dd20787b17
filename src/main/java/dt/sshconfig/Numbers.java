package dt.sshconfig;

import java.util.Optional;

/** Numbers as ssh reads them. */
final class Numbers {
    private static final int SSH = 22;
    private static final int LONGEST = 18;

    private Numbers() {}

    static Optional<Long> between(String text, long least, long most) {
        var digits = text.stripLeading();
        if (digits.startsWith("+") || digits.startsWith("-")) {
            digits = digits.substring(1);
        }
        if (digits.isEmpty() || digits.length() > LONGEST || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        long number = Long.parseLong(digits) * (text.stripLeading().startsWith("-") ? -1 : 1);
        return number < least || number > most ? Optional.empty() : Optional.of(number);
    }

    static Optional<Integer> port(String text) {
        // Of the names in /etc/services, this is the one that people write.
        return text.equals("ssh") ? Optional.of(SSH) : between(text, 1, 65535).map(Long::intValue);
    }

    /** A time: sums of numbers with s, m, h, d or w behind them. */
    static Optional<Integer> seconds(String text) {
        long total = 0;
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
                end++;
            }
            var number = between(text.substring(at, end), 0, Integer.MAX_VALUE);
            long unit = end == text.length() ? 1 : unit(text.charAt(end));
            if (number.isEmpty() || unit == 0) {
                return Optional.empty();
            }
            total += number.get() * unit;
            if (total > Integer.MAX_VALUE) {
                return Optional.empty();
            }
            at = end + 1;
        }
        return text.isEmpty() ? Optional.empty() : Optional.of((int) total);
    }

    private static long unit(char letter) {
        return switch (letter) {
            case 's', 'S' -> 1;
            case 'm', 'M' -> 60;
            case 'h', 'H' -> 3600;
            case 'd', 'D' -> 86_400;
            case 'w', 'W' -> 604_800;
            default -> 0;
        };
    }
}
