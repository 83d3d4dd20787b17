package dt.run;

import dt.inventory.Host;
import dt.module.Job;
import dt.module.Observer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A run in steps: each batch is a fan-out of its own, and the next begins when all hosts of the one before have ended. As
 * many results come out as hosts went in, also of batches that were never begun.
 */
public final class BatchedRun {
    private final Transport transport;
    private final Limits limits;
    private final Path folder;
    private final Course course;
    private final Waits waits;
    private final Gate gate;
    private Summary soFar = Summary.NONE;
    private @Nullable FanOut current;
    private @Nullable String stopped;
    private @Nullable String ended;

    /**
     * A run that has not begun.
     *
     * @param folder where output goes that memory has no room for
     */
    public BatchedRun(Transport transport, Limits limits, Path folder, Course course, Waits waits) {
        this.transport = transport;
        this.limits = limits;
        this.folder = folder;
        this.course = course;
        this.waits = waits;
        this.gate = new Gate(course.maxFail(), this::stopStarting);
    }

    /** As {@link FanOut#run}. Can be called once. */
    public Summary run(String module, Job job, List<Host> hosts, Observer observer) throws InterruptedException {
        long begun = System.nanoTime();
        var tally = new Tally(hosts, observer);
        var batches = course.batches().cut(hosts);
        var over = new CountDownLatch(1);
        try {
            startTimer(batches.size(), over);
            for (var batch : batches) {
                if (soFar.hosts() > 0 && stopped() == null) {
                    course.between().stops(soFar, batch.size(), waits).ifPresent(this::stopStarting);
                }
                soFar = soFar.plus(batch(batches.size()).run(module, job, batch, tally));
            }
        } finally {
            over.countDown();
        }
        tally.close();
        return soFar.after(Duration.ofNanos(System.nanoTime() - begun));
    }

    private FanOut batch(int batches) {
        var fanOut = new FanOut(transport, batches > 1 ? limits.withRun(null) : limits, folder, gate);
        synchronized (this) {
            current = fanOut;
            if (ended != null) {
                fanOut.endRunning(ended);
            } else if (stopped != null) {
                fanOut.stopStarting(stopped);
            }
        }
        return fanOut;
    }

    /** The fan-out keeps the limit of a run of one batch; that of several holds across them and between. */
    private void startTimer(int batches, CountDownLatch over) {
        var limit = limits.run();
        if (limit == null || batches < 2) {
            return;
        }
        Thread.ofPlatform().daemon().name("dt-batches-timer").start(() -> {
            try {
                if (!over.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                    endRunning("the run timed out after " + FanOut.seconds(limit));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Starts no more hosts; those under way go on. The rest is skipped for this reason. May be called from any thread. */
    public void stopStarting(String why) {
        FanOut fanOut;
        synchronized (this) {
            if (stopped == null) {
                stopped = why;
            }
            fanOut = current;
        }
        waits.cut();
        if (fanOut != null) {
            fanOut.stopStarting(why);
        }
    }

    /** Starts no more hosts and ends those under way. Returns without waiting. May be called from any thread. */
    public void endRunning(String why) {
        FanOut fanOut;
        synchronized (this) {
            if (ended == null) {
                ended = why;
                stopped = stopped == null ? why : stopped;
            }
            fanOut = current;
        }
        waits.cut();
        if (fanOut != null) {
            fanOut.endRunning(why);
        }
    }

    /** Who is under way, the longest first. May be called from any thread. */
    public List<Host> running() {
        FanOut fanOut;
        synchronized (this) {
            fanOut = current;
        }
        return fanOut == null ? List.of() : fanOut.running();
    }

    /** Whether so many hosts failed that the course was stopped. */
    public boolean isLimitReached() {
        return gate.isClosed();
    }

    private synchronized @Nullable String stopped() {
        return stopped;
    }
}
