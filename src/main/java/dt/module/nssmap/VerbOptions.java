package dt.module.nssmap;

import dt.module.UsageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words after the module's name.
 *
 * @param given options and their values; those without a value have an empty one
 * @param rest other words
 */
record VerbOptions(String verb, Map<String, String> given, List<String> rest) {
    /** Each verb and the options it takes. */
    private static final Map<String, Set<String>> OPTIONS = Map.of(
            "push", Set.of("--conf", "--roster", "--dry-run", "--confirm-within", "--libraries"),
            "migrate", Set.of("--conf", "--roster", "--dry-run", "--confirm-within", "--libraries"),
            "status", Set.of(),
            "check", Set.of(),
            "rollback", Set.of("--dry-run", "--confirm-within", "--force"),
            "remove", Set.of("--dry-run", "--confirm-within"));

    static final List<String> VERBS = List.of("push", "status", "check", "rollback", "remove", "migrate");

    private static final Set<String> WITH_VALUE = Set.of("--conf", "--roster", "--confirm-within", "--libraries");

    VerbOptions {
        given = Map.copyOf(given);
        rest = List.copyOf(rest);
    }

    static VerbOptions parse(List<String> args) throws UsageException {
        var verb = args.getFirst();
        var known = OPTIONS.get(verb);
        if (known == null) {
            throw new UsageException("nssmap has no verb " + verb + "; it has " + String.join(", ", VERBS));
        }
        var given = new HashMap<String, String>();
        var rest = new ArrayList<String>();
        var words = args.subList(1, args.size()).iterator();
        while (words.hasNext()) {
            var word = words.next();
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            var name = equals < 0 ? word : word.substring(0, equals);
            if (!name.startsWith("-")) {
                rest.add(word);
            } else if (!known.contains(name)) {
                throw new UsageException("nssmap " + verb + " has no option " + name
                        + (known.isEmpty()
                                ? ""
                                : "; it has "
                                        + String.join(
                                                ", ", known.stream().sorted().toList())));
            } else if (!WITH_VALUE.contains(name)) {
                given.put(name, "");
            } else if (equals >= 0) {
                given.put(name, word.substring(equals + 1));
            } else if (words.hasNext()) {
                given.put(name, words.next());
            } else {
                throw new UsageException("nssmap " + verb + " " + name + " needs a value");
            }
        }
        int most = verb.equals("check") ? 1 : 0;
        if (rest.size() > most) {
            throw new UsageException(
                    "nssmap " + verb + " takes no word " + rest.get(most) + "; dt help nssmap shows all");
        }
        return new VerbOptions(verb, given, rest);
    }

    boolean has(String option) {
        return given.containsKey(option);
    }

    @Nullable
    String value(String option) {
        return given.get(option);
    }

    Duration confirmWithin() throws UsageException {
        var text = given.getOrDefault("--confirm-within", "60");
        if (!text.matches("[1-9]\\d{0,3}")) {
            throw new UsageException("--confirm-within takes seconds from 1 to 9999, not \"" + text + "\"");
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }
}
