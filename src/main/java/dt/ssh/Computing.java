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

    /** For one connection. */
    Share share() {
        return new Share();
    }

    /**
     * What one connection computes, and for how long it kept its host waiting with that: the limit of a host is for the
     * host, and where hundreds log in at once most of the time goes by in the queue for our own processors.
     */
    final class Share {
        private long sum;
        private long since;
        private boolean inside;

        /** Returns when there is room; every call is followed by {@link #end}, unless it throws. */
        void begin() throws TransportException {
            count(true);
            try {
                permits.acquire();
            } catch (InterruptedException e) {
                count(false);
                Thread.currentThread().interrupt();
                throw new TransportException("interrupted before the key exchange", e);
            }
        }

        void end() {
            permits.release();
            count(false);
        }

        private synchronized void count(boolean begins) {
            long now = System.nanoTime();
            if (begins) {
                since = now;
            } else {
                sum += now - since;
            }
            inside = begins;
        }

        /** Nanoseconds so far, the queue included. */
        synchronized long nanos() {
            return inside ? sum + System.nanoTime() - since : sum;
        }
    }
}
