package dt.secret;

import dt.inventory.Host;
import dt.module.Observer;
import dt.module.Outcome;
import dt.module.Result;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Masks the messages of results and the texts among their fields; what hosts print was masked before. */
record MaskedResults(Observer next, Secrets secrets) implements Observer {
    @Override
    public void started(Host host) {
        next.started(host);
    }

    @Override
    public void printed(Host host, boolean error, byte[] bytes) {
        next.printed(host, error, bytes);
    }

    @Override
    public boolean wantsOutput() {
        return next.wantsOutput();
    }

    @Override
    public boolean readsOutput() {
        return next.readsOutput();
    }

    @Override
    public void ended(Result result) {
        next.ended(new Result(
                result.host(),
                result.module(),
                masked(result.outcome()),
                result.output(),
                result.connection(),
                result.start(),
                result.ran(),
                result.attempt(),
                masked(result.facts())));
    }

    private Map<String, Object> masked(Map<String, Object> facts) {
        var masked = new LinkedHashMap<String, Object>();
        facts.forEach((name, value) -> masked.put(name, any(value)));
        return masked;
    }

    /** A value with all that is in it. */
    private Object any(Object value) {
        return switch (value) {
            case String text -> secrets.mask(text);
            case List<?> list -> list.stream().map(this::any).toList();
            case Map<?, ?> map -> {
                var masked = new LinkedHashMap<Object, @Nullable Object>();
                map.forEach((name, one) -> masked.put(name, one == null ? null : any(one)));
                yield masked;
            }
            default -> value;
        };
    }

    private Outcome masked(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Okay _, Outcome.Failed _, Outcome.TimedOut _ -> outcome;
            case Outcome.Signalled(var signal) -> new Outcome.Signalled(secrets.mask(signal));
            case Outcome.Unreachable(var reason, var why) -> new Outcome.Unreachable(reason, secrets.mask(why));
            case Outcome.Unknown(var why) -> new Outcome.Unknown(secrets.mask(why));
            case Outcome.Killed(var why) -> new Outcome.Killed(secrets.mask(why));
            case Outcome.Skipped(var why) -> new Outcome.Skipped(secrets.mask(why));
            case Outcome.Denied(var why) -> new Outcome.Denied(secrets.mask(why));
            case Outcome.Broken(var bug) -> {
                var text = bug.toString();
                var masked = secrets.mask(text);
                yield masked.equals(text) ? outcome : new Outcome.Broken(new MaskedBug(masked, bug));
            }
        };
    }

    /** A bug whose message held a secret; its stack is the bug's own. */
    @SuppressWarnings("OverrideThrowableToString") // results show toString, and the text is that of the bug
    private static final class MaskedBug extends RuntimeException {
        private static final long serialVersionUID = 1;

        MaskedBug(String text, Throwable bug) {
            super(text);
            setStackTrace(bug.getStackTrace());
        }

        @Override
        public String toString() {
            return String.valueOf(getMessage());
        }
    }
}
