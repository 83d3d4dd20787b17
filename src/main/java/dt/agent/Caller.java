package dt.agent;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Who called the agent, and from where.
 *
 * @param env environment variables
 * @param folder the current folder
 * @param in standard input; nothing is taken from it before the first read
 * @param out standard output
 * @param err standard error
 * @param terminals which of the streams are terminals, {@code 1 << descriptor}
 * @param columns width of the terminal by now; 0: unknown
 * @param asker how to ask the person
 * @param ending told when the call is to end: by a signal, or because the client has gone
 */
public record Caller(
        Map<String, String> env,
        Path folder,
        InputStream in,
        OutputStream out,
        OutputStream err,
        int terminals,
        IntSupplier columns,
        Asker asker,
        Ending ending) {
    public Caller {
        env = Map.copyOf(env);
    }

    /** Asks the person at the caller's terminal. */
    @FunctionalInterface
    public interface Asker {
        /**
         * What was typed; empty when there is no terminal or nothing was typed. The caller wipes it.
         *
         * @param hidden what is typed must not show
         */
        Optional<char[]> ask(boolean hidden, String question);
    }

    /** Where to say what ends the call. */
    @FunctionalInterface
    public interface Ending {
        /** {@code action} is run when the call is to end, on any thread, at once if it was to end already. */
        void then(Runnable action);
    }
}
