package dt.ssh;

import dt.remote.RemoteException;
import java.time.Duration;
import net.schmizz.sshj.Service;
import net.schmizz.sshj.transport.Transport;

/** With what to log in to one host. Made with the settings of that host; used by many threads at once. */
public interface Credentials {
    /**
     * What tells these settings from others, by {@code equals}: agent, key files, certificates. Two hosts that differ
     * in nothing else share a connection only if these are equal.
     */
    Object identity();

    /**
     * Who would be asked for a secret. A login under way is waited for only by targets with an equal one: it may ask a
     * person that the others do not know of.
     */
    default Object asker() {
        return identity();
    }

    /**
     * Logs in over a transport whose host key was verified, and hands the transport to {@code next} ({@code
     * ssh-connection}). One whole login on the caller's thread, not a list of sshj's methods: those sign and ask for
     * passphrases on the thread that reads the connection, and forget which request a partial success belongs to.
     *
     * @param limit how long to wait for the host in all; the time that a person needs to answer a prompt and an agent
     *     to sign is not counted, they have limits of their own
     * @throws RemoteException {@code AUTH}: what was tried, what the host takes and what to do; {@code TIMEOUT}; {@code
     *     CONNECT} when the connection ended
     */
    void login(Transport transport, String user, Service next, Duration limit)
            throws RemoteException, InterruptedException;
}
