package dt.module;

import dt.inventory.Host;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** One run of a module, its arguments bound. Called once a host, from many threads at once. */
public interface Job extends AutoCloseable {
    /**
     * Does the work on one host.
     *
     * @param output takes what the result line of the host shows
     * @throws RemoteException when the host cannot be reached or is lost; becomes the host's outcome
     */
    Outcome on(Host host, Remote remote, Output output) throws RemoteException, InterruptedException;

    /**
     * The run begins, on these hosts; called once, before any {@link #on}.
     *
     * @throws UsageException when the job does not go with them; nothing is run then
     * @throws IOException when something here that it needs fails
     */
    default void begin(List<Host> hosts) throws UsageException, IOException, InterruptedException {}

    /** What would be done on the host, as {@code --pretend} prints it. */
    String plan(Host host);

    /** Whether hosts are taken one after another, so that results come in inventory order: where it costs no time. */
    default boolean inOrder() {
        return false;
    }

    /** Whether people want to see what hosts print as it comes, and not when they are done, where they do not say. */
    default boolean streams() {
        return false;
    }

    /** Whether the host is to be connected before {@link #on} is called. */
    default boolean connects() {
        return true;
    }

    /**
     * Whether nothing happens anywhere before {@link Remote#run} is called for a first time: a host for which dt was ended
     * by force before that is then known to be untouched.
     */
    default boolean onlyRuns() {
        return false;
    }

    /** What is known of a host beside its output when it is done: fields for JSON, as {@link Result#facts} has them. */
    default Map<String, Object> facts(Host host) {
        return Map.of();
    }

    /** How many bytes of files have travelled so far, all hosts together. May be called from any thread. */
    default long bytesMoved() {
        return 0;
    }

    /**
     * The steps it is done in where the person names none, as {@code --batch} takes them; empty: all hosts at once. Then
     * a step in which a host failed is the last one, unless {@code --max-fail} says otherwise.
     */
    default String batches() {
        return "";
    }

    /** What brings hosts back that took the change, as typed behind a selector; empty if nothing does. */
    default String wayBack() {
        return "";
    }

    /** The run is over: secrets are forgotten. */
    @Override
    default void close() {}
}
