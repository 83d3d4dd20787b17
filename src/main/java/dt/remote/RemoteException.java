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
    private final boolean unconfirmed;

    public RemoteException(Reason reason, String message) {
        super(message);
        this.reason = reason;
        this.unconfirmed = false;
    }

    public RemoteException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.unconfirmed = false;
    }

    private RemoteException(String message) {
        super(message);
        this.reason = Reason.LOST;
        this.unconfirmed = true;
    }

    /** {@code LOST}: a command was told to end, and was not seen to. */
    public static RemoteException unconfirmed(String what) {
        return new RemoteException(what + "; kill unconfirmed");
    }

    public Reason reason() {
        return reason;
    }

    /** Whether what was to be ended may still run on the host. */
    public boolean isUnconfirmed() {
        return unconfirmed;
    }
}
