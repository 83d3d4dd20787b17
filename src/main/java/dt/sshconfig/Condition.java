package dt.sshconfig;

import java.util.List;

/** For which hosts the lines below hold. */
sealed interface Condition {
    /** The lines in front of the first {@code Host} or {@code Match}. */
    record Always() implements Condition {}

    /** {@code Host}: a pattern matches and none behind {@code !} does. */
    record ForHost(List<PatternList.Item> patterns) implements Condition {
        public ForHost {
            patterns = List.copyOf(patterns);
        }

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

    /** {@code Match}: all of these hold. */
    record When(Where where, List<Criterion> criteria) implements Condition {
        public When {
            criteria = List.copyOf(criteria);
        }
    }
}
