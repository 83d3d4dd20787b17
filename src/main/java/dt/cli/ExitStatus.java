package dt.cli;

/** What dt ends with. Scripts rely on these numbers. */
final class ExitStatus {
    /** Every host okay. */
    static final int OKAY = 0;
    /** Some host failed or was not reached. */
    static final int SOME_FAILED = 1;
    /** The words were wrong: option, selector, module, inventory. Nothing was contacted. */
    static final int USAGE = 2;
    /** A module or something that dt needs here failed before any host was contacted. */
    static final int LOCAL = 3;
    /** No host matched. */
    static final int NO_HOST = 4;
    /** So many hosts failed that no more were started: {@code --max-fail}. */
    static final int LIMIT = 5;
    /** A bug in dt: EX_SOFTWARE of sysexits.h. */
    static final int BUG = 70;
    /** Ctrl-C: 128 + SIGINT. */
    static final int INTERRUPTED = 130;
    /** 128 + SIGTERM. */
    static final int TERMINATED = 143;

    private ExitStatus() {}
}
