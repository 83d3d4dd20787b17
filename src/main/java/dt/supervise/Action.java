package dt.supervise;

/** What is under way and has not come about. */
public enum Action {
    /** It is to be started: it has just ended, or cannot be started. */
    START,
    /** It was told to end, and will stay down. */
    STOP,
    /** It was told to end, and will be started again. */
    RESTART
}
