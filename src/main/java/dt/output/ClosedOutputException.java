package dt.output;

/** Nobody reads standard output any more: {@code dt ... | head}. A normal end, not an error. */
public final class ClosedOutputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ClosedOutputException(Throwable cause) {
        super(cause);
    }
}
