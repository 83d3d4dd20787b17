package dt.remote;

/**
 * A host was not reached, or was lost. The message is one line for a person: what happened and, after a semicolon, what
 * to do.
 */
public final class RemoteException extends Exception {
    private static final long serialVersionUID = 1;

    /** Where it went wrong. */
    public enum Reason {
        /** The name has no address. */
        DNS,
        /** No TCP connection, or no SSH server behind it, or no common algorithm. */
        CONNECT,
        /** Connect, banner, key exchange and login did not end within the limit. */
        TIMEOUT,
        /** The host key is unknown, has changed or is revoked. */
        HOSTKEY,
        /** The host did not accept the login. */
        AUTH,
        /** The connection ended after the command had been sent: it may or may not have run. */
        LOST
    }

    private final Reason reason;

    public RemoteException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public RemoteException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
