package dt.cli;

import dt.module.UsageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What was said by options, the environment and the settings files, the most important source first.
 *
 * @param values for each flag the values given, in order; a flag without parameter has one {@code true} each time it
 *     was given
 */
record Options(Map<Flag, List<String>> values) {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,3})?");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,15})([kKmMgG]?)");

    Options {
        var copy = new EnumMap<Flag, List<String>>(Flag.class);
        values.forEach((flag, given) -> copy.put(flag, List.copyOf(given)));
        values = copy;
    }

    static Options none() {
        return new Options(Map.of());
    }

    boolean has(Flag flag) {
        return times(flag) > 0;
    }

    /** How often a flag without parameter was given. */
    int times(Flag flag) {
        return (int) all(flag).stream().filter(v -> !v.equals("false")).count();
    }

    List<String> all(Flag flag) {
        return values.getOrDefault(flag, List.of());
    }

    /** The value that counts: the last one given. */
    Optional<String> text(Flag flag) {
        var given = all(flag);
        return given.isEmpty() ? Optional.empty() : Optional.of(given.getLast());
    }

    Optional<Duration> seconds(Flag flag) throws UsageException {
        var given = text(flag);
        if (given.isEmpty() || given.get().equals("none")) {
            return Optional.empty();
        }
        if (!SECONDS.matcher(given.get()).matches()) {
            throw new UsageException(flag.word() + " takes seconds, such as 10 or 0.5, not \"" + given.get() + "\"");
        }
        var limit = Duration.ofMillis(Math.round(Double.parseDouble(given.get()) * 1000));
        if (limit.isZero()) {
            throw new UsageException(flag.word() + " takes more than 0 seconds; leave it out for no limit");
        }
        return Optional.of(limit);
    }

    int count(Flag flag, int preset) throws UsageException {
        var given = text(flag);
        if (given.isEmpty()) {
            return preset;
        }
        if (!given.get().matches("[1-9]\\d{0,8}")) {
            throw new UsageException(flag.word() + " takes a whole number from 1 up, not \"" + given.get() + "\"");
        }
        return Integer.parseInt(given.get());
    }

    /** Bytes; {@code k}, {@code M} and {@code G} stand for powers of 1024. */
    long bytes(Flag flag, long preset) throws UsageException {
        var given = text(flag);
        if (given.isEmpty()) {
            return preset;
        }
        var match = SIZE.matcher(given.get());
        if (!match.matches()) {
            throw new UsageException(flag.word() + " takes a size, such as 500k or 64M, not \"" + given.get() + "\"");
        }
        var shift = switch (match.group(2)) {
            case "k", "K" -> 10;
            case "m", "M" -> 20;
            case "g", "G" -> 30;
            default -> 0;
        };
        try {
            return Math.multiplyExact(Long.parseLong(match.group(1)), 1L << shift);
        } catch (ArithmeticException tooMuch) {
            // Nobody has so much; it is as much as can be.
            return Long.MAX_VALUE;
        }
    }

    /** One of {@code words}, or empty when the flag was not given. */
    Optional<String> oneOf(Flag flag, String... words) throws UsageException {
        var given = text(flag);
        if (given.isPresent() && !List.of(words).contains(given.get())) {
            throw new UsageException(
                    flag.word() + " takes " + String.join(" or ", words) + ", not \"" + given.get() + "\"");
        }
        return given;
    }

    /** These, and where they are silent those of {@code weaker}; nothing that repeats is mixed. */
    Options over(Options weaker) {
        var all = new EnumMap<Flag, List<String>>(Flag.class);
        all.putAll(weaker.values);
        all.putAll(values);
        return new Options(all);
    }

    /** These but for some. */
    Options without(Set<Flag> some) {
        var rest = new EnumMap<Flag, List<String>>(Flag.class);
        rest.putAll(values);
        rest.keySet().removeAll(some);
        return new Options(rest);
    }

    /** What was said by one flag. */
    Options only(Flag flag) {
        return new Options(Map.of(flag, all(flag)));
    }

    /** As they would be typed, each in one word. */
    List<String> words() {
        var words = new ArrayList<String>();
        values.forEach((flag, given) -> {
            for (var value : given) {
                if (flag.parameter() != null) {
                    words.add(flag.word() + "=" + value);
                } else if (!value.equals("false")) {
                    words.add(flag.word());
                }
            }
        });
        return List.copyOf(words);
    }

    /** These, as if {@code flag} had not been given. */
    Options without(Flag flag) {
        var others = new EnumMap<Flag, List<String>>(Flag.class);
        others.putAll(values);
        others.remove(flag);
        return new Options(others);
    }

    /** These and then {@code more}, as if both had been typed in a row. */
    Options then(Options more) {
        var all = new EnumMap<Flag, List<String>>(Flag.class);
        all.putAll(values);
        more.values.forEach((flag, given) -> all.merge(flag, given, (a, b) -> {
            var both = new ArrayList<>(a);
            both.addAll(b);
            return both;
        }));
        return new Options(all);
    }
}
