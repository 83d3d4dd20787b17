package dt.remote;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One command for one host.
 *
 * @param line what the login shell there gets, as ssh sends it
 * @param input standard input of the command
 * @param timeout how long it may run, or null for no limit
 * @param environment variables to send, as ssh's SetEnv; the host decides which it takes
 * @param pty the terminal it is to have, or null for none; a host that gives none runs it without
 * @param elevation how to end it where it runs as another user than the one who logged in, or null
 */
public record Command(
        String line,
        Input input,
        @Nullable Duration timeout,
        Map<String, String> environment,
        @Nullable Pty pty,
        @Nullable Elevation elevation) {
    public Command {
        environment = Map.copyOf(environment);
    }

    /** A command of the user who logged in. */
    public Command(
            String line, Input input, @Nullable Duration timeout, Map<String, String> environment, @Nullable Pty pty) {
        this(line, input, timeout, environment, pty, null);
    }

    /** A command without a terminal. */
    public Command(String line, Input input, @Nullable Duration timeout, Map<String, String> environment) {
        this(line, input, timeout, environment, null);
    }

    /** The same with another line. */
    public Command withLine(String other) {
        return new Command(other, input, timeout, environment, pty, elevation);
    }

    /** The same with another standard input. */
    public Command withInput(Input other) {
        return new Command(line, other, timeout, environment, pty, elevation);
    }

    /** The same, which is ended so. */
    public Command endedBy(Elevation other) {
        return new Command(line, input, timeout, environment, pty, other);
    }

    /** A command with an empty standard input and no limit. */
    public static Command of(String line) {
        return new Command(line, Input.EMPTY, null, Map.of());
    }
}
