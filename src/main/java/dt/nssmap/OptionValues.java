package dt.nssmap;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the values of options are read: each takes the value, or says what is wrong with it. */
final class OptionValues {
    private static final Pattern HASH = Pattern.compile("hash[ \t]+([0-9]+)-([0-9]+)");
    private static final Pattern GLOB = Pattern.compile("[!-~&&[^:/\\[\\]\\\\]]+");
    private static final Pattern SEED = Pattern.compile("[!-~]{16}");

    private OptionValues() {}

    static Optional<Problem> uids(ConfLine line, Values values) {
        if (line.value().equals("shared")) {
            return Optional.empty();
        }
        var matcher = HASH.matcher(line.value());
        if (!matcher.matches()) {
            return wrong(line, "uids is either shared or hash LO-HI: hash 2000200000-2147352575");
        }
        var lowest = Ids.read(matcher.group(1), Ids.MOST);
        var highest = Ids.read(matcher.group(2), Ids.MOST);
        if (lowest.isEmpty() || highest.isEmpty() || lowest.getAsLong() > highest.getAsLong()) {
            return wrong(line, "the range has to go from a lower to a higher UID");
        }
        var range = new Values.Range(lowest.getAsLong(), highest.getAsLong());
        if (!Ids.isUsable(range.lowest()) || !Ids.isUsable(range.highest()) || range.has(65534)) {
            return wrong(line, "the range has a UID that nobody may have: 0, 65534, 65535 or the highest two");
        }
        values.range = Optional.of(range);
        return Optional.empty();
    }

    static Optional<Problem> require(ConfLine line, Values values) {
        values.needsKey = line.value().equals("key");
        return List.of("any", "home", "key").contains(line.value())
                ? Optional.empty()
                : wrong(line, "require is any, home or key");
    }

    static Optional<Problem> pattern(ConfLine line) {
        var path = line.value();
        int percent = path.indexOf('%');
        boolean right = VirtualLine.PATH.matcher(path).matches()
                && path.startsWith("%u", Math.max(percent, 0))
                && path.indexOf('%', percent + 1) < 0;
        return right ? Optional.empty() : wrong(line, line.key() + " is an absolute path with %u once");
    }

    static Optional<Problem> glob(ConfLine line, List<Glob> globs) {
        globs.add(new Glob(line.value()));
        return GLOB.matcher(line.value()).matches()
                ? Optional.empty()
                : wrong(line, "one pattern a line, of the letters of names, * and ?");
    }

    static Optional<Problem> pins(ConfLine line, Values values) {
        for (var word : line.words()) {
            var pin = Pin.read(word.text());
            if (pin.isEmpty()) {
                return Optional.of(new Problem(line.line(), word.column(), "a pin is name:uid"));
            }
            values.pins.add(new Values.PlacedPin(line.line(), word.column(), pin.get()));
        }
        return Optional.empty();
    }

    static Optional<Problem> seed(ConfLine line, Values values) {
        values.seed = line.value();
        return SEED.matcher(line.value()).matches()
                ? Optional.empty()
                : wrong(line, "the seed has 16 characters, none of them blank");
    }

    static Optional<Problem> minUid(ConfLine line, Values values) {
        var number = Ids.read(line.value(), Ids.MOST);
        values.minUid = number.orElse(0);
        return Ids.isUsable(values.minUid) ? Optional.empty() : wrong(line, "min_uid is a number of 1 or more");
    }

    static Optional<Problem> nameMax(ConfLine line, Values values) {
        var number = Ids.read(line.value(), Grammar.LONGEST);
        values.nameMax = (int) number.orElse(0);
        return values.nameMax > 0 ? Optional.empty() : wrong(line, "name_max is a number from 1 to " + Grammar.LONGEST);
    }

    private static Optional<Problem> wrong(ConfLine line, String message) {
        return Optional.of(line.problem(message));
    }
}
