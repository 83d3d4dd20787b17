package dt.ssh;

import java.util.concurrent.Semaphore;
import net.schmizz.sshj.transport.TransportException;

/**
 * Lets only so many key exchanges compute at once, the longest waiting first. A hundred that take turns all miss their
 * limits together; one after another most are early. A permit is held while computing and never while waiting for a
 * host, so no sick host can keep one.
 */
final class Computing {
    private final Semaphore permits;

    Computing(int permits) {
        this.permits = new Semaphore(permits, true);
    }

    /** Returns when there is room; every call is followed by {@link #end}. */
    void begin() throws TransportException {
        try {
            permits.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException("interrupted before the key exchange", e);
        }
    }

    void end() {
        permits.release();
    }
}
