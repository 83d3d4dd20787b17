package dt.remote;

import java.io.IOException;
import java.io.InputStream;

/** The standard input of a command, opened once for each host. */
@FunctionalInterface
public interface Input {
    /** Ends at once. */
    Input EMPTY = InputStream::nullInputStream;

    /** A stream of its own, from the beginning. */
    InputStream open() throws IOException;
}
