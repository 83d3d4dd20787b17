package dt.ssh.key;

/** A private key was not opened: its passphrase is another one, or is missing. */
public final class WrongPassphraseException extends Exception {
    private static final long serialVersionUID = 1;

    WrongPassphraseException() {
        super("wrong passphrase");
    }

    WrongPassphraseException(Throwable cause) {
        super("wrong passphrase", cause);
    }
}
