package dt.supervise;

/** What a service does. */
public enum State {
    /** Nothing runs. */
    DOWN,
    /** Its {@code run} script runs. */
    UP,
    /** It has ended, and its {@code finish} script runs. */
    FINISH
}
