package dt.remote;

import java.time.Duration;

/** How a command ended. */
public sealed interface Exit {
    /** It ended by itself, with a status of 0 to 255. */
    record Status(int code) implements Exit {}

    /** A signal ended it; {@code name} as in RFC 4254 6.10, without {@code SIG}: {@code TERM}. */
    record Signal(String name) implements Exit {}

    /**
     * It did not end within its limit, and was told to.
     *
     * @param confirmed whether all of it was seen to be gone
     */
    record TimedOut(Duration limit, boolean confirmed) implements Exit {
        /** One of which nothing is left. */
        public TimedOut(Duration limit) {
            this(limit, true);
        }
    }
}
