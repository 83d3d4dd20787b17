package dt.sshconfig;

/**
 * A configuration cannot be obeyed: a value is wrong, a file is not to be trusted, a token is unknown. The message is
 * one line that begins with the place, {@code file:line}, where there is one.
 */
public final class SshConfigException extends Exception {
    private static final long serialVersionUID = 1;

    public SshConfigException(String message) {
        super(message);
    }
}
