package dt.ssh.key;

/** Bytes that should be a public key or certificate are not. The message says what is wrong, in a few words. */
public final class MalformedKeyException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedKeyException(String message) {
        super(message);
    }

    MalformedKeyException(String message, Throwable cause) {
        super(message, cause);
    }
}
