package dt.module;

import dt.inventory.Host;

/** Follows a run. All calls come from one thread, so an observer needs no lock; while it blocks, output waits. */
public interface Observer {
    /** Work on a host has begun. */
    default void started(Host host) {}

    /** The host printed something; {@code error}: to standard error. Only called when {@link #wantsOutput}. */
    default void printed(Host host, boolean error, byte[] bytes) {}

    /** Whether {@link #printed} is to be called as output comes; costs a copy of all output. */
    default boolean wantsOutput() {
        return false;
    }

    /** Whether the output of a result is read once the host is done; if not, it is only counted and nothing of it is kept. */
    default boolean readsOutput() {
        return true;
    }

    /** The host is done. The observer does not close the output. */
    void ended(Result result);
}
