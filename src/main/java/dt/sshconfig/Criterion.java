package dt.sshconfig;

import java.util.ArrayList;
import java.util.List;

/** One condition of a {@code Match} line. */
record Criterion(Kind kind, boolean negated, String argument, PatternList patterns) {
    enum Kind {
        ALL,
        CANONICAL,
        FINAL,
        HOST,
        ORIGINALHOST,
        USER,
        LOCALUSER,
        EXEC
    }

    static List<Criterion> read(Line line) throws SshConfigException {
        var criteria = new ArrayList<Criterion>();
        var words = new Words(line.rest());
        for (var word = words.next(); word != null && !word.isEmpty(); word = words.next()) {
            if (word.startsWith("#")) {
                return atLeastOne(line, criteria);
            }
            boolean negated = word.startsWith("!");
            var kind = kind(line, negated ? word.substring(1) : word);
            criteria.add(one(line, kind, negated, words));
            if (kind == Kind.ALL) {
                requireAlone(line, criteria, words);
                return criteria;
            }
        }
        var rest = words.rest();
        if (rest != null && !rest.isEmpty()) {
            throw line.where().bad("extra arguments of match: " + Quoted.quote(rest));
        }
        return atLeastOne(line, criteria);
    }

    private static List<Criterion> atLeastOne(Line line, List<Criterion> criteria) throws SshConfigException {
        if (criteria.isEmpty()) {
            throw line.where().bad("match has no condition; write all, host, originalhost, user, localuser or exec");
        }
        return criteria;
    }

    private static Criterion one(Line line, Kind kind, boolean negated, Words words) throws SshConfigException {
        return switch (kind) {
            case ALL, CANONICAL, FINAL -> new Criterion(kind, negated, "", PatternList.of(""));
            case HOST, ORIGINALHOST, USER, LOCALUSER, EXEC -> {
                var argument = words.next();
                if (argument == null || argument.isEmpty() || argument.startsWith("#")) {
                    throw line.where().bad("match " + Ascii.lower(kind.name()) + " has no value");
                }
                boolean hostNames = kind == Kind.HOST || kind == Kind.ORIGINALHOST;
                var patterns = PatternList.of(hostNames ? Ascii.lower(argument) : argument);
                yield new Criterion(kind, negated, argument, patterns);
            }
        };
    }

    private static Kind kind(Line line, String word) throws SshConfigException {
        for (var kind : Kind.values()) {
            if (kind.name().equalsIgnoreCase(word)) {
                return kind;
            }
        }
        throw line.where()
                .bad("unknown condition of match " + Quoted.quote(word)
                        + "; dt knows all, host, originalhost, user, localuser, exec, canonical and final");
    }

    /** ssh lets one other condition stand before {@code all}, and nothing behind it. */
    private static void requireAlone(Line line, List<Criterion> criteria, Words words) throws SshConfigException {
        var behind = words.next();
        boolean alone = behind == null || behind.isEmpty() || behind.startsWith("#");
        if (criteria.size() > 2 || !alone) {
            throw line.where().bad("match all cannot stand with other conditions");
        }
    }
}
