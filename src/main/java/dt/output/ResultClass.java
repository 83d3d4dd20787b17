package dt.output;

import dt.module.Outcome;

/** The {@code class} of a result, as programs read it. Words are added, never renamed. */
final class ResultClass {
    private ResultClass() {}

    static String of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Okay _ -> "ok";
            case Outcome.Failed _ -> "exit";
            case Outcome.Signalled _ -> "signal";
            case Outcome.TimedOut _ -> "timeout";
            case Outcome.Unreachable(var reason, var _) ->
                switch (reason) {
                    case DNS -> "dns";
                    case CONNECT -> "connect";
                    case TIMEOUT -> "timeout";
                    case HOSTKEY -> "hostkey";
                    case AUTH -> "auth";
                    case LOST -> "lost";
                };
            case Outcome.Lost _ -> "lost";
            case Outcome.Killed _ -> "killed";
            case Outcome.Skipped _ -> "skipped";
            case Outcome.Broken _ -> "module";
        };
    }
}
