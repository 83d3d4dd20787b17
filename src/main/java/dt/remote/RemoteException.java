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
        /** The connection ended after the login and before the command was sent: nothing was started. */
        LOST,
        /** The connection ended after the command had been sent: it may or may not have run. */
        UNKNOWN
    }

    private final Reason reason;
    private final boolean endedFromHere;

    public RemoteException(Reason reason, String message) {
        super(message);
        this.reason = reason;
        this.endedFromHere = false;
    }

    public RemoteException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.endedFromHere = false;
    }

    private RemoteException(String message) {
        super(message);
        this.reason = Reason.UNKNOWN;
        this.endedFromHere = true;
    }

    /** {@code UNKNOWN}: a command was ended from here, and all of it was seen to be gone. */
    public static RemoteException ended(String what) {
        return new RemoteException(what);
    }

    /** {@code UNKNOWN}: a command was told to end, and was not seen to. */
    public static RemoteException unconfirmed(String what) {
        return new RemoteException(Reason.UNKNOWN, what + "; kill unconfirmed");
    }

    public Reason reason() {
        return reason;
    }

    /** Whether the command was ended from here and nothing of it is left. */
    public boolean isEndedFromHere() {
        return endedFromHere;
    }
}
