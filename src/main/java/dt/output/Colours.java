package dt.output;

import dt.module.UsageException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The colours of result lines and views: the letter of each, as dtools had them, and the numbers of its escape sequence
 * (ECMA-48, SGR). {@code G} okay, {@code R} fail, {@code B} modules and notes, {@code H} hosts and
 * figures, {@code N} back to normal. Nothing is coloured where there are none.
 */
public record Colours(Map<Character, String> numbers) {
    /** No colour. */
    public static final Colours OFF = new Colours(Map.of());

    /** Those of dtools. */
    public static final Colours ON = new Colours(Map.of('G', "32;1", 'R', "31;1", 'B', "34;1", 'H', "1", 'N', "0"));

    private static final Pattern NUMBERS = Pattern.compile("[0-9]{1,3}(;[0-9]{1,3})*");

    public Colours {
        numbers = Map.copyOf(numbers);
    }

    /** What {@code --color} says. */
    public enum Mode {
        AUTO,
        ALWAYS,
        NEVER;

        /**
         * The mode of this name.
         *
         * @throws UsageException when there is none
         */
        public static Mode of(String word) throws UsageException {
            return switch (word) {
                case "auto" -> AUTO;
                case "always" -> ALWAYS;
                case "never" -> NEVER;
                default ->
                    throw new UsageException("--color cannot be \"" + Escape.of(word)
                            + "\": there is no such mode; use auto, always or never");
            };
        }
    }

    /**
     * Whether to colour. Who typed {@code always} wins over the environment.
     *
     * @param noColorEnv whether {@code NO_COLOR} is set and not empty, as no-color.org has it
     * @param terminal whether the output is one
     */
    public static Colours decide(Mode mode, boolean noColorEnv, boolean terminal) {
        return switch (mode) {
            case ALWAYS -> ON;
            case NEVER -> OFF;
            case AUTO -> terminal && !noColorEnv ? ON : OFF;
        };
    }

    /**
     * These with others in place of some, as {@code DTOOLS_COLORS} says: {@code G=32:R=1;31}. A letter that nothing has
     * is passed over, as dtools did; without colours there is nothing to replace.
     *
     * @throws UsageException for what is no colour: it would reach the terminal as it is
     */
    public Colours with(String setting) throws UsageException {
        if (equals(OFF)) {
            return this;
        }
        var all = new TreeMap<>(numbers);
        for (var item : setting.split(":")) {
            var number = item.length() > 1 && item.charAt(1) == '=' ? item.substring(2) : "";
            if (!NUMBERS.matcher(number).matches()) {
                throw new UsageException("DTOOLS_COLORS has \"" + Escape.of(item)
                        + "\": that is no colour; write a letter of " + String.join("", letters())
                        + " and its numbers, such as G=32;1:R=31");
            }
            all.replace(item.charAt(0), number);
        }
        return new Colours(all);
    }

    private static List<String> letters() {
        return ON.numbers.keySet().stream().sorted().map(String::valueOf).toList();
    }

    String okay(String text) {
        return in('G', text);
    }

    String fail(String text) {
        return in('R', text);
    }

    String strong(String text) {
        return in('H', text);
    }

    String status(boolean okay) {
        return okay ? okay("okay") : fail("fail");
    }

    String note(String text) {
        return in('B', text);
    }

    private String in(char letter, String text) {
        var code = numbers.get(letter);
        return code == null ? text : "\033[" + code + "m" + text + "\033[" + numbers.get('N') + "m";
    }
}
