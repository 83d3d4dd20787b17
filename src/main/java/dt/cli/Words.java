package dt.cli;

import dt.module.UsageException;
import dt.suggest.Nearest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A command line taken apart, as getopt_long(3) does it: {@code -u NAME}, {@code -uNAME}, {@code -Nq}, {@code --user NAME},
 * {@code --user=NAME}. Names are not abbreviated: a script must not break when an option is added.
 *
 * @param options what the options said
 * @param rest the other words
 */
record Words(Options options, List<String> rest) {
    /**
     * Takes the options up to the first word that is none; everything from there on is somebody else's.
     *
     * @throws UsageException for an option that dt does not have, or one without its value
     */
    static Words leading(List<String> args) throws UsageException {
        return new Parser(args, Flag.ofRuns()).parse(true);
    }

    /** Takes the options {@code known} wherever they stand; {@code --} ends them. */
    static Words anywhere(List<String> args, Set<Flag> known) throws UsageException {
        return new Parser(args, known).parse(false);
    }

    /** One pass over the words. */
    private static final class Parser {
        private final List<String> args;
        private final Map<String, Flag> names = new HashMap<>();
        private final Map<Flag, List<String>> values = new EnumMap<>(Flag.class);
        private int at;

        Parser(List<String> args, Set<Flag> known) {
            this.args = args;
            for (var flag : known) {
                flag.names().forEach(name -> names.put(name, flag));
            }
        }

        Words parse(boolean leading) throws UsageException {
            var rest = new ArrayList<String>();
            while (at < args.size()) {
                var word = args.get(at++);
                boolean ends = word.equals("--");
                if (!ends && word.startsWith("--")) {
                    longOption(word);
                } else if (!ends && word.startsWith("-") && word.length() > 1) {
                    letters(word);
                } else {
                    if (!ends) {
                        rest.add(word);
                    }
                    if (ends || leading) {
                        rest.addAll(args.subList(at, args.size()));
                        break;
                    }
                }
            }
            return new Words(new Options(values), List.copyOf(rest));
        }

        private void longOption(String word) throws UsageException {
            int equals = word.indexOf('=');
            var flag = known(equals < 0 ? word : word.substring(0, equals));
            if (flag.parameter() == null) {
                if (equals >= 0) {
                    throw new UsageException(flag.word() + " takes no value");
                }
                add(flag, "true");
            } else {
                add(flag, equals < 0 ? next(flag) : word.substring(equals + 1));
            }
        }

        private void letters(String word) throws UsageException {
            for (int i = 1; i < word.length(); i++) {
                var flag = known("-" + word.charAt(i));
                if (flag.parameter() != null) {
                    var attached = word.substring(i + 1);
                    add(flag, attached.isEmpty() ? next(flag) : attached);
                    return;
                }
                add(flag, "true");
            }
        }

        /** The word behind an option. Another option there is more likely one forgotten value than a strange one. */
        private String next(Flag flag) throws UsageException {
            if (at == args.size() || names.containsKey(args.get(at))) {
                throw new UsageException(flag.word() + " needs a value: " + flag.word() + " " + flag.parameter());
            }
            return args.get(at++);
        }

        private void add(Flag flag, String value) {
            values.computeIfAbsent(flag, _ -> new ArrayList<>()).add(value);
        }

        private Flag known(String name) throws UsageException {
            var flag = names.get(name);
            if (flag != null) {
                return flag;
            }
            var near = Nearest.to(
                    name,
                    names.keySet().stream()
                            .filter(n -> n.startsWith("--"))
                            .sorted()
                            .toList());
            throw new UsageException("unknown option " + name
                    + near.map(n -> "; did you mean " + n + "?").orElse("; dt --help lists the options"));
        }
    }
}
