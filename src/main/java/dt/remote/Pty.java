package dt.remote;

import java.util.function.Consumer;

/**
 * A terminal that a command is to have on its host, RFC 4254 6.2. Both streams come as one then, and lines end with CR LF.
 */
public interface Pty {
    /** Columns and rows. */
    record Size(int columns, int rows) {}

    /** Its kind, as TERM says. */
    String term();

    /** How large it is by now. */
    Size size();

    /** Its settings, as RFC 4254 8 encodes them. */
    byte[] modes();

    /** Has somebody told of each change of its size, on any thread, until the answer is closed. */
    Watch resized(Consumer<Size> told);

    /** Ends with {@link #close}. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
