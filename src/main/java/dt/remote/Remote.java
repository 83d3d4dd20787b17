package dt.remote;

/**
 * One host, as a module sees it. Used by one thread at a time; {@link #close} ends or gives back what it holds.
 */
public interface Remote extends AutoCloseable {
    /**
     * Makes sure that there is an authenticated connection; a second call answers at once with the first one's result.
     *
     * @throws RemoteException when the host cannot be reached: nothing was started on it
     */
    Connection connect() throws RemoteException, InterruptedException;

    /**
     * Runs one command with the login shell of the host and waits for its end. Connects first if need be.
     *
     * @param output gets what the command prints, in order of arrival, never from two threads at once; when it blocks,
     *     this command's channel is held back and no other
     * @throws RemoteException {@code UNKNOWN} when the connection ended after the command was sent; any other reason:
     *     nothing was started
     */
    Exit run(Command command, Output output) throws RemoteException, InterruptedException;

    /** Whether its commands end when dt does, however it ends. */
    default boolean isWatched() {
        return false;
    }

    /**
     * The same host by a connection of its own that is yet to be made, the way to it included; the caller closes it.
     *
     * @throws RemoteException when there is no such thing as a new login here
     */
    default Remote anew() throws RemoteException {
        throw new RemoteException(RemoteException.Reason.CONNECT, "there is no other way in than the one at hand");
    }

    /** Never fails and never waits long; may be called from another thread to end a call under way. */
    @Override
    void close();
}
