package dt.output;

import dt.module.Outcome;
import java.util.Locale;

/** The field {@code class} of a JSON result: how a host ended, in one word. May grow; nothing is renamed. */
public enum ResultClass {
    OK,
    EXIT,
    SIGNAL,
    DNS,
    CONNECT,
    TIMEOUT,
    HOSTKEY,
    AUTH,
    SUDO,
    LOST,
    KILLED,
    SKIPPED,
    UNKNOWN,
    MODULE;

    public static ResultClass of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Okay() -> OK;
            case Outcome.Failed(var status) -> EXIT;
            case Outcome.Signalled(var signal) -> SIGNAL;
            case Outcome.TimedOut(var limit, var confirmed) -> TIMEOUT;
            case Outcome.Unreachable(var reason, var message) ->
                switch (reason) {
                    case DNS -> DNS;
                    case CONNECT -> CONNECT;
                    case TIMEOUT -> TIMEOUT;
                    case HOSTKEY -> HOSTKEY;
                    case AUTH -> AUTH;
                    case LOST -> LOST;
                    case UNKNOWN -> UNKNOWN;
                };
            case Outcome.Unknown(var message) -> UNKNOWN;
            case Outcome.Killed(var message) -> KILLED;
            case Outcome.Skipped(var why) -> SKIPPED;
            case Outcome.Denied(var message) -> SUDO;
            case Outcome.Broken(var bug) -> MODULE;
        };
    }

    /** As JSON spells it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
