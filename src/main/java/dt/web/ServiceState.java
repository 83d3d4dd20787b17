package dt.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One service of a host as it was seen.
 *
 * @param name of its folder
 * @param wanted whether its supervisor is to keep it up
 * @param since when the state began, by the host's clock put right to ours
 * @param pid of the running process, or null
 */
public record ServiceState(
        String name,
        State state,
        boolean wanted,
        Instant since,
        @Nullable Long pid) {
    /** What a supervisor makes of a service. */
    public enum State {
        UP(0),
        DOWN(1),
        FINISH(2),
        PAUSED(3),
        /** The folder is there and nobody supervises it. */
        UNSUPERVISED(4),
        /** It is closed to the user who logs in there. */
        DENIED(5);

        private final int number;

        State(int number) {
            this.number = number;
        }

        /** As the page gets it: never another one for the same state. */
        int number() {
            return number;
        }

        /** As JSON spells it. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
