package dt.module;

import dt.inventory.Host;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A job that does another one and something around it. What is asked of it the inner one answers, so that a wrapper says
 * no more than what it changes.
 */
public interface WrappedJob extends Job {
    /** What is done. */
    Job job();

    @Override
    default void begin(List<Host> hosts) throws UsageException, IOException, InterruptedException {
        job().begin(hosts);
    }

    @Override
    default String plan(Host host) {
        return job().plan(host);
    }

    @Override
    default boolean inOrder() {
        return job().inOrder();
    }

    @Override
    default boolean streams() {
        return job().streams();
    }

    @Override
    default boolean connects() {
        return job().connects();
    }

    @Override
    default boolean onlyRuns() {
        return job().onlyRuns();
    }

    @Override
    default Map<String, Object> facts(Host host) {
        return job().facts(host);
    }

    @Override
    default long bytesMoved() {
        return job().bytesMoved();
    }

    @Override
    default String batches() {
        return job().batches();
    }

    @Override
    default String wayBack() {
        return job().wayBack();
    }

    @Override
    default void close() {
        job().close();
    }
}
