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
 */
public record Command(
        String line,
        Input input,
        @Nullable Duration timeout,
        Map<String, String> environment,
        @Nullable Pty pty) {
    public Command {
        environment = Map.copyOf(environment);
    }

    /** A command without a terminal. */
    public Command(String line, Input input, @Nullable Duration timeout, Map<String, String> environment) {
        this(line, input, timeout, environment, null);
    }

    /** A command with an empty standard input and no limit. */
    public static Command of(String line) {
        return new Command(line, Input.EMPTY, null, Map.of());
    }
}
