package dt.supervise;

/** What its supervisor was told to make of a service. */
public enum Want {
    /** It is started, and again whenever it ends. */
    UP,
    /** It is not started again when it ends. */
    DOWN,
    /** daemontools' word for a service that was started once. */
    NONE
}
