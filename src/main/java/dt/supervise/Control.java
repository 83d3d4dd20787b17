package dt.supervise;

/** What a supervisor can be told, with the letters that {@code supervise/control} takes: runsv(8), svc(8). */
public enum Control {
    /** Start it, and again whenever it ends. */
    UP("u"),
    /** End it by TERM and CONT, and leave it down. */
    DOWN("d"),
    /** Start it if it is down, and do not start it again. */
    ONCE("o"),
    /** Send STOP. */
    PAUSE("p"),
    /** Send CONT. */
    CONT("c"),
    /** Send HUP. */
    HANGUP("h"),
    /** Send ALRM. */
    ALARM("a"),
    /** Send INT. */
    INTERRUPT("i"),
    /** Send QUIT; daemontools has no letter for it. */
    QUIT("q"),
    /** Send USR1; daemontools has no letter for it. */
    USER1("1"),
    /** Send USR2; daemontools has no letter for it. */
    USER2("2"),
    /** Send TERM. */
    TERMINATE("t"),
    /** Send KILL. */
    KILL("k"),
    /** End it as {@link #DOWN} does, and then the supervisor as well. */
    EXIT("x"),
    /** Send TERM and CONT, and have it up afterwards: a paused one could not end, and one that was down is started. */
    RESTART("tcu");

    private final String letters;

    Control(String letters) {
        this.letters = letters;
    }

    /** As they are written, in one go. */
    public String letters() {
        return letters;
    }
}
