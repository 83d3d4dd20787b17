package dt.web;

import java.io.IOException;

/** Serves the page. Found by ServiceLoader: the library that it is made with is not where the rest of dt is. */
public interface PageServer extends AutoCloseable {
    /**
     * Opens the door.
     *
     * @return the port
     * @throws IOException it cannot be opened; the message is for a person
     */
    int open(Door door, Fleet fleet, Grid grid, RunBook runs) throws IOException;

    /** How many event streams are open. */
    int streams();

    /** Ends all that goes on there. */
    @Override
    void close();
}
