package dt.module;

/** The words were wrong. The message says what, why and what to do; dt exits with 2 and contacts nobody. */
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    public UsageException(String message) {
        super(message);
    }
}
