package dt.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * How many logins are under way at once. Far hosts make us wait, so many save time; but where this machine or a host of many
 * addresses has not the processors for them, each only takes longer until all miss their limits. So logins that take a good
 * part of their limit lower the number, and quick ones raise it again.
 */
final class Crowd {
    static final int MOST = 128;

    /** A few logins take 20 ms of a processor, sshd's part included where the hosts are here. */
    private static final int A_PROCESSOR = 16;

    /** From this many runnable programs a processor on, no login is quick. */
    private static final double BUSY = 4;

    private static final int SLOW = 4;
    private static final int QUICK = 10;

    private final Semaphore places;
    private final int least;
    private int size;

    Crowd(int processors, double load) {
        least = Math.min(MOST, A_PROCESSOR * processors);
        size = load > BUSY * processors ? least : MOST;
        places = new Semaphore(size, true);
    }

    static Crowd ofThisMachine() {
        return new Crowd(Runtime.getRuntime().availableProcessors(), load());
    }

    /** The average of the last minute, proc(5); 0 where that is not known. */
    private static double load() {
        try {
            return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
        } catch (IOException | NumberFormatException unknown) {
            return 0;
        }
    }

    void enter() throws InterruptedException {
        places.acquire();
    }

    void leave() {
        places.release();
    }

    /** The same after a login that went well. */
    void leave(Duration took, Duration limit) {
        int free = 1;
        synchronized (this) {
            if (took.multipliedBy(SLOW).compareTo(limit) > 0 && size > least) {
                size--;
                free = 0;
            } else if (took.multipliedBy(QUICK).compareTo(limit) < 0 && size < MOST) {
                size++;
                free = 2;
            }
        }
        places.release(free);
    }

    synchronized int size() {
        return size;
    }
}
