package dt.web;

import java.util.function.Consumer;

/** Looks at the services of all hosts of the page until it is closed. */
public interface Watch extends AutoCloseable {
    /** Begins; {@code to} is told from any thread whenever something may have changed. */
    void begin(Consumer<Sighting> to);

    /** Ends; leaves nothing running on any host. */
    @Override
    void close();
}
