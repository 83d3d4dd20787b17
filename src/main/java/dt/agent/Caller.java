package dt.agent;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Who called the agent, and from where.
 *
 * @param env environment variables
 * @param folder the current folder
 * @param in standard input; nothing is taken from it before the first read
 * @param out standard output
 * @param err standard error
 * @param terminals which of the streams are terminals, {@code 1 << descriptor}, and {@code 1 << 3} for one to ask at
 * @param screen the terminal
 * @param asker how to ask the person
 * @param ending where to say what signals do, and the end of the client
 */
public record Caller(
        Map<String, String> env,
        Path folder,
        InputStream in,
        OutputStream out,
        OutputStream err,
        int terminals,
        Screen screen,
        Asker asker,
        Ending ending) {
    public Caller {
        env = Map.copyOf(env);
    }

    /** The caller's terminal. */
    public interface Screen {
        /** Width by now; 0: unknown. */
        int columns();

        /** Height by now; 0: unknown. */
        int rows();

        /** Its settings when the call began, as {@code stty -g} prints them; empty: unknown. */
        String settings();

        /** Whether every key comes as it is typed and does not show, or the terminal is as it was. */
        void raw(boolean on);

        /** Whoever is told when the size has changed, on any thread, from now on. */
        void resized(Runnable told);
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

    /** Where to say what signals do. */
    @FunctionalInterface
    public interface Ending {
        /**
         * Whoever is told the number of each signal (signal(7)) that comes for the call, on any thread; a client that has
         * gone counts as SIGHUP. It says whether there was something to tell: if not, the call leaves at once and its
         * thread is interrupted.
         */
        void then(IntPredicate told);
    }
}
