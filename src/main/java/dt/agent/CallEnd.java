package dt.agent;

import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The signals that come for a call, and what it ends with because of them. */
final class CallEnd implements Caller.Ending {
    /** As a shell counts them: 128 and the number of the signal. */
    private static final int SIGNALLED = 128;

    // signal(7)
    static final int HANGUP = 1;
    static final int INTERRUPT = 2;

    private @Nullable IntPredicate action;
    private int signal;

    @Override
    public void then(IntPredicate told) {
        int before;
        synchronized (this) {
            action = told;
            before = signal;
        }
        if (before != 0 && !told.test(before)) {
            // On the thread that is about to begin what must end.
            Thread.currentThread().interrupt();
        }
    }

    /** A signal came. False: nothing is left to be told, the call is to leave at once. */
    boolean come(int number) {
        IntPredicate told;
        synchronized (this) {
            signal = number;
            told = action;
        }
        return told != null && told.test(number);
    }

    /** What the call ends with. Ctrl-C is the program's to count, all other signals have a status of their own. */
    synchronized int status(int own) {
        return signal == 0 || signal == INTERRUPT ? own : SIGNALLED + signal;
    }

    /** The status of a call that leaves at once. */
    static int statusOf(int signal) {
        return SIGNALLED + signal;
    }
}
