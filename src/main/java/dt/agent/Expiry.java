package dt.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A reason for the agent to end by itself. */
sealed interface Expiry {
    /**
     * How the agent fares.
     *
     * @param calls under way
     * @param idleSince when the last call ended
     * @param listed whether its socket is still where clients look for it
     */
    record Life(Instant now, int calls, Instant idleSince, boolean listed) {
        /** The same if the last call ended now. */
        Life idle() {
            return new Life(now, 0, now, listed);
        }
    }

    /**
     * When and why.
     *
     * @param at not before this time
     */
    record Due(Instant at, String why) {
        boolean isOver(Instant now) {
            return !at.isAfter(now);
        }
    }

    /** When this ends the agent, as things are; empty when it does not. */
    Optional<Due> due(Life life);

    /** Nobody called for so long. */
    record Idle(Duration limit) implements Expiry {
        @Override
        public Optional<Due> due(Life life) {
            return life.calls() > 0
                    ? Optional.empty()
                    : Optional.of(new Due(life.idleSince().plus(limit), "no call for " + limit.toSeconds() + " s"));
        }
    }

    /** Its socket was removed or replaced: nobody can call it any more. */
    record Unlisted() implements Expiry {
        @Override
        public Optional<Due> due(Life life) {
            return life.listed()
                    ? Optional.empty()
                    : Optional.of(new Due(life.now(), "its socket was removed or replaced"));
        }
    }

    /** The first that is due; empty while none can be. */
    static Optional<Due> first(List<Expiry> rules, Life life) {
        return rules.stream().flatMap(rule -> rule.due(life).stream()).min(Comparator.comparing(Due::at));
    }
}
