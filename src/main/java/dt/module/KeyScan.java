package dt.module;

import dt.inventory.Host;
import dt.remote.RemoteException;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Fetches the keys by which hosts prove who they are, and remembers those that a person has accepted. */
public interface KeyScan {
    /** What was found of a host. */
    sealed interface Found {
        /** known_hosts has this key for the host already. */
        record Known(String key) implements Found {}

        /** No known_hosts file knows the host; the key is shown with its SHA-256 fingerprint, as ssh does. */
        record New(String key) implements Found {}

        /** It was not reached, or known_hosts says another key. */
        record Refused(Outcome outcome) implements Found {}
    }

    /**
     * Asks all hosts, many at once.
     *
     * @throws UsageException when settings are wrong; nobody was contacted
     */
    Map<Host, Found> fetch(List<Host> hosts) throws UsageException, IOException, InterruptedException;

    /** Shows these lines to the person, and asks whether these are the keys of their hosts. */
    boolean isAccepted(List<String> keys);

    /**
     * Stores the new key of a host; answers where.
     *
     * @throws RemoteException when that cannot be done
     */
    String remember(Host host) throws RemoteException;
}
