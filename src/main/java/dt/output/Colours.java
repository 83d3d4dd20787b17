package dt.output;

import dt.module.UsageException;

/** Green for what went well, red for what did not, bold for names; or nothing of it. */
public enum Colours {
    ON,
    OFF;

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

    String okay(String text) {
        return in("32;1", text);
    }

    String fail(String text) {
        return in("31;1", text);
    }

    String strong(String text) {
        return in("1", text);
    }

    String status(boolean okay) {
        return okay ? okay("okay") : fail("fail");
    }

    private String in(String code, String text) {
        return this == ON ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
