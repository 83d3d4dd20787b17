package dt.ssh;

import dt.remote.RemoteException;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.userauth.method.AuthMethod;

/** With what to log in to one host. Made with the settings of that host; used by many threads at once. */
public interface Credentials {
    /**
     * What tells these settings from others, by {@code equals}: agent, key files, certificates. Two hosts that differ
     * in nothing else share a connection only if these are equal.
     */
    Object identity();

    /** Starts one login. Costs nothing yet. */
    Attempt begin();

    /** The methods of one login, in ssh's order. Used by one thread. */
    interface Attempt extends AutoCloseable {
        /**
         * What to try next.
         *
         * @param accepted the methods that the host says can continue (RFC 4252 5.1), such as {@code publickey}; empty
         *     before its first answer
         */
        Optional<AuthMethod> next(List<String> accepted) throws RemoteException;

        /** Says why the login failed when nothing is left to try: {@code AUTH}, what was tried and what to do. */
        RemoteException refused(List<String> accepted);

        /** Gives back what was opened for this login, such as a connection to the agent. */
        @Override
        void close();
    }
}
