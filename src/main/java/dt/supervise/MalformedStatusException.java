package dt.supervise;

/** {@code supervise/status} holds what neither runit nor daemontools writes. */
public final class MalformedStatusException extends SuperviseException {
    private static final long serialVersionUID = 1;

    MalformedStatusException(String message) {
        super(message);
    }
}
