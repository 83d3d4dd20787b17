package dt.module;

import dt.remote.Exit;
import dt.remote.RemoteException;
import java.time.Duration;

/** What became of one job on one host. A failure is a value here: one bad host never stops a run. */
public sealed interface Outcome {
    /** The command ended with status 0. */
    record Okay() implements Outcome {}

    /** The command ended with another status. */
    record Failed(int status) implements Outcome {}

    /** A signal ended the command; {@code TERM}, without {@code SIG}. */
    record Signalled(String signal) implements Outcome {}

    /**
     * The command did not end within its limit, and was ended.
     *
     * @param confirmed whether all of it was seen to be gone
     */
    record TimedOut(Duration limit, boolean confirmed) implements Outcome {
        /** One of which nothing is left. */
        public TimedOut(Duration limit) {
            this(limit, true);
        }
    }

    /** Nothing was started on the host; the reason is never {@code UNKNOWN}. */
    record Unreachable(RemoteException.Reason reason, String message) implements Outcome {}

    /** The command was sent and its end was not seen: it may or may not have run. */
    record Unknown(String message) implements Outcome {}

    /** dt ended the command: Ctrl-C, or the limit of the whole run. */
    record Killed(String message) implements Outcome {}

    /** Nothing was started on the host, because the run was over. */
    record Skipped(String why) implements Outcome {}

    /** sudo on the host did not start the command; the message says why and what to do. */
    record Denied(String message) implements Outcome {}

    /** The module itself broke: a bug in dt or in a drop-in module. */
    record Broken(Throwable bug) implements Outcome {}

    /** What the end of a command means where the command is all that the job does. */
    static Outcome of(Exit exit) {
        return switch (exit) {
            case Exit.Status(var code) -> code == 0 ? new Okay() : new Failed(code);
            case Exit.Signal(var name) -> new Signalled(name);
            case Exit.TimedOut(var limit, var confirmed) -> new TimedOut(limit, confirmed);
        };
    }

    default boolean isOkay() {
        return this instanceof Okay;
    }
}
