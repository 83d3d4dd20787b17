package dt.sshconfig;

import java.util.List;

/** One line of a configuration that was found right. */
sealed interface Statement {
    record Assign(Key key, List<Said> values) implements Statement {}

    /** {@code Host}: the lines below hold if a pattern matches and none behind {@code !} does. */
    record ForHost(List<PatternList.Item> patterns) implements Statement {
        boolean matches(String host) {
            boolean found = false;
            for (var pattern : patterns) {
                if (!(found && !pattern.negated()) && pattern.glob().matches(host)) {
                    if (pattern.negated()) {
                        return false;
                    }
                    found = true;
                }
            }
            return found;
        }
    }

    /** {@code Match}: the lines below hold if all of these hold. */
    record When(Where where, List<Criterion> criteria) implements Statement {}

    /** Whole files, in the place of an {@code Include}. */
    record Included(List<List<Statement>> files) implements Statement {}
}
