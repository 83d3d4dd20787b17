package dt.module;

import dt.remote.Input;
import dt.remote.Pty;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a module is asked to do, the same for all hosts of a run.
 *
 * @param args the words after the module's name, exactly as typed
 * @param input standard input for the commands: empty unless {@code --stdin} was given
 * @param commandTimeout limit for the command on one host, or null
 * @param pty the terminal that the command is to have, or null
 */
public record Request(
        List<String> args,
        Input input,
        @Nullable Duration commandTimeout,
        @Nullable Pty pty) {
    /** A request without a terminal. */
    public Request(List<String> args, Input input, @Nullable Duration commandTimeout) {
        this(args, input, commandTimeout, null);
    }

    public Request {
        args = List.copyOf(args);
    }
}
