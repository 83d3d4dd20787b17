package dt.module;

import dt.remote.Output;
import java.io.IOException;

/** What a host printed during one job, both streams, in order of arrival. Closed once its result has been shown. */
public interface Captured extends AutoCloseable {
    /** How many bytes the host printed, those that were cut included. */
    long bytes();

    /** Whether {@code --max-output} cut something off the end. */
    boolean truncated();

    /** Hands over all that was kept, in order of arrival; each call begins anew. */
    void replay(Output output) throws IOException;

    /** Drops what was kept. */
    @Override
    void close();
}
