package dt.module.runit;

import dt.supervise.Control;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What {@code runit} can be told to do. */
enum Verb {
    STATUS(null, ""),
    UP(Control.UP, "up"),
    DOWN(Control.DOWN, "down"),
    ONCE(Control.ONCE, "once"),
    RESTART(Control.RESTART, "restart"),
    PAUSE(Control.PAUSE, "pause"),
    CONT(Control.CONT, "cont"),
    HUP(Control.HANGUP, ""),
    ALARM(Control.ALARM, ""),
    INT(Control.INTERRUPT, ""),
    QUIT(Control.QUIT, ""),
    USR1(Control.USER1, ""),
    USR2(Control.USER2, ""),
    TERM(Control.TERMINATE, ""),
    KILL(Control.KILL, ""),
    EXIT(Control.EXIT, ""),
    ENABLE(null, ""),
    DISABLE(null, ""),
    INSTALL(null, ""),
    TAIL(null, ""),
    WAIT(null, "up"),
    WATCH(null, "");

    private final @Nullable Control control;
    private final String goal;

    Verb(@Nullable Control control, String goal) {
        this.control = control;
        this.goal = goal;
    }

    /** As it is typed. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What supervisors are told, or nothing. */
    String letters() {
        return control == null ? "" : control.letters();
    }

    /** What is waited for there, or nothing. */
    String goal() {
        return goal;
    }

    /** Whether no service named means every service. */
    boolean isForAll() {
        return this == STATUS || this == WAIT || this == WATCH;
    }

    /** Whether the service folder itself changes. */
    boolean isAboutLinks() {
        return this == ENABLE || this == DISABLE || this == INSTALL;
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Verb::word).toList();
    }
}
