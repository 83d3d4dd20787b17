package dt.output;

import java.io.IOException;
import java.util.Locale;

/** What dt prints can be written no more: whoever read it has gone, or the disk is full. */
public final class ClosedOutputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean readerLeft;

    ClosedOutputException(IOException cause) {
        super("cannot write output: " + cause.getMessage(), cause);
        readerLeft = String.valueOf(cause.getMessage())
                .toLowerCase(Locale.ROOT)
                .contains("broken pipe"); // strerror(EPIPE); Java has no type for it
    }

    /** True for {@code dt ... | head}, which ends quietly; false for an error that the user has to know, as a full disk. */
    public boolean readerLeft() {
        return readerLeft;
    }
}
