package dt.journal;

/** What an earlier run left cannot be read or written. The message is one line for a person. */
public final class JournalException extends Exception {
    private static final long serialVersionUID = 1;

    JournalException(String message) {
        super(message);
    }
}
