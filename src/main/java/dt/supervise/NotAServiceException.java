package dt.supervise;

/** The folder is not there, or has no {@code run} script. */
public final class NotAServiceException extends SuperviseException {
    private static final long serialVersionUID = 1;

    NotAServiceException(String message) {
        super(message);
    }
}
