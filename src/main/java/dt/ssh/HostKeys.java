package dt.ssh;

import dt.remote.RemoteException;
import java.security.PublicKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a host is the one it claims to be. Made with the settings of one host; the known_hosts index behind
 * it is shared. Called from many threads at once, on the thread that reads the connection: it must not wait for people.
 */
public interface HostKeys {
    /**
     * Where a key was offered.
     *
     * @param name HostKeyAlias, or else the host as it is connected to, without port and brackets
     * @param address the numeric address, or null when a jump host or a proxy command is in between
     * @param port the port connected to
     */
    record Place(String name, @Nullable String address, int port) {}

    /** What tells these settings from others, by {@code equals}: a connection checked by one is not used with another. */
    default Object identity() {
        return HostKeys.class;
    }

    /**
     * The key types known for a host, as known_hosts spells them: {@code ssh-ed25519}, {@code ssh-rsa}. A certificate
     * authority that covers the host adds {@code ssh-ed25519-cert-v01@openssh.com} and its kin. They are asked for
     * first, so that a host with several keys is met under the one we know; empty: no preference.
     */
    List<String> knownTypes(Place place);

    /**
     * Returns if the host may be trusted. The host has proved that it has the private key, and nothing more: of a
     * certificate ({@link com.hierynomus.sshj.userauth.certificate.Certificate}) authority, kind, principals, time and
     * signature have still to be checked here.
     *
     * @param blob the key as the host sent it, RFC 4253 6.6
     * @throws RemoteException {@code HOSTKEY}, with the fingerprints and what to do
     */
    void verify(Place place, PublicKey key, byte[] blob) throws RemoteException;
}
