package dt.ssh.hostkey;

import dt.remote.RemoteException;
import dt.remote.RemoteException.Reason;
import dt.ssh.HostKeys;
import dt.ssh.key.KeyBlob;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@link HostKeys} that fetches the key of one host and trusts nobody: each connection ends before the login. The host is
 * asked for the key that a connection of dt would meet.
 */
public final class HostKeyScan implements HostKeys {
    /**
     * What a host offered.
     *
     * @param place where
     * @param key as it is known_hosts' business
     * @param isNew whether no file knows the host
     */
    public record Offer(Place place, KeyBlob key, boolean isNew) {}

    private final HostKeyCheck check;
    private volatile @Nullable Offer offer;

    /** @param check what would decide about a connection to the host */
    public HostKeyScan(HostKeyCheck check) {
        this.check = check;
    }

    /** What the host offered; empty before the end of the key exchange, and for a key that has changed or is revoked. */
    public Optional<Offer> offer() {
        return Optional.ofNullable(offer);
    }

    /**
     * Writes the key to the user's known_hosts; answers which file that is.
     *
     * @throws RemoteException when the file has come to say something else of the host, or cannot be written
     */
    public Path remember(Offer accepted) throws RemoteException {
        return check.remember(accepted.place(), accepted.key());
    }

    @Override
    public Object identity() {
        return this;
    }

    @Override
    public List<String> knownTypes(Place place) {
        return check.knownTypes(place);
    }

    @Override
    public void verify(Place place, PublicKey key, byte[] blob) throws RemoteException {
        var offered = HostKeyCheck.readable(place, key, blob);
        var objection = check.objection(place, offered);
        offer = new Offer(place, offered, objection != null);
        throw new RemoteException(Reason.HOSTKEY, "the host key was only to be looked at");
    }
}
