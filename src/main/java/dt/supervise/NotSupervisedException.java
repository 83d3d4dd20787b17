package dt.supervise;

/** It is a service, and no supervisor takes care of it. */
public final class NotSupervisedException extends SuperviseException {
    private static final long serialVersionUID = 1;

    NotSupervisedException(String message) {
        super(message);
    }
}
