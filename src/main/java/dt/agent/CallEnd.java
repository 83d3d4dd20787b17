package dt.agent;

import org.jspecify.annotations.Nullable;

/** What ends a call before its time, and what it ends with then. */
final class CallEnd implements Caller.Ending {
    /** As a shell counts them: 128 and the number of the signal. */
    private static final int SIGNALLED = 128;

    /** signal(7): what a terminal sends when it goes away. */
    static final int HANGUP = 1;

    private @Nullable Runnable action;
    private int signal;

    @Override
    public void then(Runnable ends) {
        synchronized (this) {
            action = ends;
            if (signal == 0) {
                return;
            }
        }
        ends.run();
    }

    /** The call is to end because of a signal. */
    void come(int number) {
        Runnable ends;
        synchronized (this) {
            signal = number;
            ends = action;
        }
        if (ends != null) {
            ends.run();
        }
    }

    /** What the call ends with: the status it gave itself, unless a signal ended it. */
    synchronized int status(int own) {
        return signal == 0 ? own : SIGNALLED + signal;
    }
}
