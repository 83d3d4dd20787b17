package dt.sshconfig;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names of one kind of algorithm, and how {@code +}, {@code -} and {@code ^} change ssh's list of them. */
record AlgorithmFamily(Algorithms.Names standard, List<String> all, boolean patterns) implements Reader {
    static final AlgorithmFamily KEX = of(AlgorithmNames.KEX, AlgorithmNames.ALL_KEX, false);
    static final AlgorithmFamily CIPHER = of(AlgorithmNames.CIPHERS, AlgorithmNames.ALL_CIPHERS, false);
    static final AlgorithmFamily MAC = of(AlgorithmNames.MACS, AlgorithmNames.ALL_MACS, false);
    static final AlgorithmFamily KEY = of(AlgorithmNames.KEYS, AlgorithmNames.ALL_KEYS, true);
    static final AlgorithmFamily CA_SIGNATURE = of(AlgorithmNames.CA_SIGNATURES, AlgorithmNames.ALL_SIGNATURES, true);

    private static final Set<String> SHORT_KEY_NAMES =
            Set.of("rsa", "dsa", "ecdsa", "ecdsa-sk", "ed25519", "ed25519-sk");

    private static AlgorithmFamily of(List<String> standard, List<String> all, boolean patterns) {
        return new AlgorithmFamily(new Algorithms.Names(standard, false), all, patterns);
    }

    @Override
    public List<String> read(Line line, Map<String, String> environment) throws SshConfigException {
        var typed = line.only();
        if (!typed.startsWith("-")) {
            var names = isChange(typed) ? typed.substring(1) : typed;
            if (names.isEmpty()) {
                throw line.missing();
            }
            for (var name : names.split(",", -1)) {
                if (name.isEmpty()) {
                    break;
                }
                if (!isKnown(name)) {
                    throw line.bad(name, "ssh -Q " + line.keyword() + " prints the names there are");
                }
            }
        }
        return List.of(typed);
    }

    private static boolean isChange(String list) {
        return list.startsWith("+") || list.startsWith("^");
    }

    private boolean isKnown(String name) {
        if (!patterns) {
            return all.contains(name);
        }
        var list = PatternList.of(name);
        // ssh checks every list of key algorithms against all key names, signatures of authorities too.
        return SHORT_KEY_NAMES.contains(Ascii.lower(name))
                || AlgorithmNames.ALL_KEYS.stream().anyMatch(k -> list.verdict(k) != PatternList.Verdict.NO_MATCH);
    }

    /** The list that {@code said} asks for. */
    Algorithms.Names assemble(Said said) throws SshConfigException {
        var text = said.text();
        if (text.startsWith("-")) {
            var unwanted = PatternList.of(text.substring(1));
            return new Algorithms.Names(
                    standard.names().stream().filter(n -> !unwanted.matches(n)).toList(), true);
        }
        var result = new LinkedHashSet<String>();
        for (var pattern : asked(text)) {
            if (pattern.startsWith("!")) {
                throw said.where().bad("a list of algorithms has no !: " + Quoted.quote(text));
            }
            var wanted = PatternList.of(pattern);
            all.stream().filter(wanted::matches).forEach(result::add);
        }
        if (result.isEmpty()) {
            throw said.where().bad("no algorithm is left by " + Quoted.quote(text));
        }
        return new Algorithms.Names(List.copyOf(result), true);
    }

    private List<String> asked(String text) {
        var names = List.of((isChange(text) ? text.substring(1) : text).split(",", -1));
        return switch (text.charAt(0)) {
            case '+' -> joined(standard.names(), names);
            case '^' -> joined(names, standard.names());
            default -> names;
        };
    }

    /** ssh takes names of the second list up to an empty one. */
    private static List<String> joined(List<String> first, List<String> second) {
        var names = new ArrayList<>(first);
        for (var name : second) {
            if (name.isEmpty()) {
                break;
            }
            if (!names.contains(name)) {
                names.add(name);
            }
        }
        return names;
    }
}
