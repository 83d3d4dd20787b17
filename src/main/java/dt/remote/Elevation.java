package dt.remote;

import java.time.Duration;

/**
 * How to run a line on a host as the user whom a command runs as, where that is another than the one who logged in: only
 * that user, or root, can end the command.
 */
@FunctionalInterface
public interface Elevation {
    /**
     * A command, and who listens to it and answers what it asks.
     *
     * @param command the line, made to run as that user
     */
    record Step(Command command, Output output) {}

    /** A line of POSIX shell as that user, who has so long for it. Asks nobody anything. */
    Step as(String line, Duration limit);
}
