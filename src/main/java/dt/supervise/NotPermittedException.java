package dt.supervise;

/** Only another user, mostly root, may ask or tell this service. */
public final class NotPermittedException extends SuperviseException {
    private static final long serialVersionUID = 1;

    NotPermittedException(String message) {
        super(message);
    }
}
