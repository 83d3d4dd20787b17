package dt.run;

import dt.inventory.Host;
import dt.remote.Remote;
import dt.remote.RemoteException;

/** The only way of a run to its hosts. Called from many threads at once. */
@FunctionalInterface
public interface Transport {
    /**
     * The way to one host. Opens no connection: that is {@link Remote#connect}.
     *
     * @throws RemoteException when it is known already that there is none
     */
    Remote to(Host host) throws RemoteException;
}
