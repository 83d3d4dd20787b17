package dt.nssmap;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The options of a config. */
enum Option {
    UIDS,
    REQUIRE,
    KEYS,
    GROUPS,
    INDEX,
    ALLOW,
    DENY,
    PINS,
    SEED,
    MIN_UID,
    NAME_MAX,
    DOTS,
    UPPERCASE,
    SYSTEM_NAMES,
    LOGNAME,
    SCAN,
    NSSMAPRC;

    static Optional<Option> named(String key) {
        return Arrays.stream(values()).filter(o -> o.key().equals(key)).findFirst();
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Option::key).toList();
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean repeatable() {
        return this == ALLOW || this == DENY || this == PINS;
    }

    /** Takes the value of the line, or says what is wrong with it. */
    Optional<Problem> read(ConfLine line, Values values) {
        return switch (this) {
            case UIDS -> OptionValues.uids(line, values);
            case REQUIRE -> OptionValues.require(line, values);
            case KEYS, GROUPS, INDEX -> OptionValues.pattern(line);
            case ALLOW -> OptionValues.glob(line, values.allow);
            case DENY -> OptionValues.glob(line, values.deny);
            case PINS -> OptionValues.pins(line, values);
            case SEED -> OptionValues.seed(line, values);
            case MIN_UID -> OptionValues.minUid(line, values);
            case NAME_MAX -> OptionValues.nameMax(line, values);
            case DOTS -> {
                values.dots = line.value().equals("yes");
                yield either(line, "no", "yes");
            }
            case UPPERCASE -> {
                values.uppercase = line.value().equals("yes");
                yield either(line, "no", "yes");
            }
            case SYSTEM_NAMES -> {
                values.systemNames = line.value().equals("allow");
                yield either(line, "deny", "allow");
            }
            case LOGNAME, SCAN, NSSMAPRC -> either(line, "no", "yes");
        };
    }

    private static Optional<Problem> either(ConfLine line, String no, String yes) {
        return line.value().equals(yes) || line.value().equals(no)
                ? Optional.empty()
                : Optional.of(line.problem(line.key() + " is either " + no + " or " + yes));
    }
}
