package dt.agent;

import java.util.List;

/** What goes over the agent's socket. {@code src/main/c/dt/protocol.h} says what each frame means and when it comes. */
sealed interface Frame {
    // From the client.

    /** Version and build of the client: the first frame, for all versions to come. */
    record Hello(String version) implements Frame {}

    /**
     * What to run, and for whom.
     *
     * @param environment {@code NAME=value}
     * @param terminals which descriptors are terminals, {@code 1 << descriptor}, and {@code 1 << 3} for one to ask at
     * @param columns width of the terminal; 0: unknown
     * @param umask as umask(2)
     * @param settings of the terminal, as {@code stty -g} prints them; empty: unknown
     */
    record Call(
            List<String> words,
            List<String> environment,
            String folder,
            int terminals,
            int columns,
            int rows,
            int umask,
            String settings)
            implements Frame {
        public Call {
            words = List.copyOf(words);
            environment = List.copyOf(environment);
        }
    }

    /** A piece of standard input. */
    record Input(Piece piece) implements Frame {}

    /** No more input; {@code why} it cannot be read, or empty at its end. */
    record InputEnd(String why) implements Frame {}

    /** What a person typed, if one did. */
    record Answer(boolean given, Piece typed) implements Frame {}

    /** The call is to end; a number of signal(7). */
    record Signal(int number) implements Frame {}

    /** The terminal has this size now. */
    record Size(int columns, int rows) implements Frame {}

    /** The descriptor cannot be written any more. */
    record Broken(int descriptor, String why) implements Frame {}

    /** All output before the flush is written, or was said to be broken. */
    record Flushed(int descriptor) implements Frame {}

    // From the agent.

    /** The call runs. */
    record Welcome() implements Frame {}

    /** The agent is of another version, and ends. */
    record Outdated(String version) implements Frame {}

    /** The call needs a process of its own. */
    record Alone(String why) implements Frame {}

    /** For standard output (1) or standard error (2). */
    record Output(int descriptor, Piece piece) implements Frame {}

    /** The client is to say when all output so far is written. */
    record Flush(int descriptor) implements Frame {}

    /** A piece of standard input is wanted. */
    record Want() implements Frame {}

    /** A question for the person at the terminal. */
    record Ask(boolean hidden, String question) implements Frame {}

    /** Every key is to come as it is typed and not to show ({@code raw}), or the terminal to be as it was. */
    record Mode(boolean raw) implements Frame {}

    /** The end of the call. */
    record Exit(int status) implements Frame {}
}
