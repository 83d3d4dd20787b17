package dt.module;

import dt.inventory.Host;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;

/** One run of a module, its arguments bound. Called once a host, from many threads at once. */
public interface Job {
    /**
     * Does the work on one host.
     *
     * @param output takes what the result line of the host shows
     * @throws RemoteException when the host cannot be reached or is lost; becomes the host's outcome
     */
    Outcome on(Host host, Remote remote, Output output) throws RemoteException, InterruptedException;

    /** What would be done on the host, as {@code --pretend} prints it. */
    String plan(Host host);

    /** Whether hosts are taken one after another, so that results come in inventory order: where it costs no time. */
    default boolean inOrder() {
        return false;
    }

    /** Whether the host is to be connected before {@link #on} is called. */
    default boolean connects() {
        return true;
    }
}
