package dt.ssh;

import dt.remote.Elevation;
import dt.remote.RemoteException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * The end of one command before its time: TERM to all its processes, KILL to what is left of them after a while. Both as
 * the signal request of RFC 4254 6.9, which OpenSSH ignores for root, and by kill(1) over a second channel; what runs as
 * another user is ended as that one over a third. On a thread of its own, so that it works while nobody takes the output.
 */
final class Ending {
    private static final Duration AFTER_TERM = Duration.ofSeconds(3);
    /** What no longer runs may take so long to be gone on a host that has a hundred times more to do than it can. */
    private static final Duration AFTER_KILL = Duration.ofSeconds(10);
    /** A host that opens no session for so long answers nobody; it need not be waited for. */
    private static final Duration ANSWERS = Duration.ofSeconds(4);
    /** One that does has our time. */
    private static final Duration FIND = Duration.ofSeconds(12);

    private static final Duration AS_OTHER = Duration.ofSeconds(8);
    /** As it was told only by the signal request, without knowing what there is. */
    private static final Duration AFTER_SIGNAL = Duration.ofSeconds(4);

    private static final Duration LAST_OUTPUT = Duration.ofMillis(300);

    private final Link link;
    private final SshChannel channel;
    private final @Nullable Elevation elevation;
    private final ScheduledExecutorService timer;
    private final CountDownLatch over = new CountDownLatch(1);
    private boolean begun;
    /**
     * There is no shell on the host, or none that tells the command from others: its channel is all there is to see. Where one
     * could have looked but had no turn, a closed channel is no answer: it closes when the command itself ends, or sudo,
     * whatever becomes of what that has started.
     */
    private boolean onlyChannelTells;

    private boolean byLimit;
    private volatile boolean told;
    private volatile boolean confirmed;

    /** @param elevation for a command of another user, or null */
    Ending(Link link, SshChannel channel, @Nullable Elevation elevation, ScheduledExecutorService timer) {
        this.link = link;
        this.channel = channel;
        this.elevation = elevation;
        this.timer = timer;
    }

    /** Begins, unless it has begun; does not wait. */
    synchronized void begin(boolean limitIsOver) {
        if (!begun) {
            begun = true;
            byLimit = limitIsOver;
            Threads.daemon("dt-end", this::work).start();
        }
    }

    synchronized boolean byLimit() {
        return byLimit;
    }

    /** Whether the host was told already: an end of the command is from then on our doing. */
    boolean told() {
        return told;
    }

    /** Waits for the end, a second as a rule, a minute or more where a host takes long for each answer; an interrupt is kept for later. True when nothing is left. */
    boolean await() {
        boolean interrupted = false;
        while (true) {
            try {
                over.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return confirmed;
    }

    private void work() {
        try {
            confirmed = end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            channel.arrivals().stop();
            over.countDown();
        }
    }

    private boolean end() throws InterruptedException {
        try (var shell = KillShell.open(link, ANSWERS)) {
            var family = find(shell);
            if (family.isPresent()) {
                return endFamily(shell, family.get());
            }
        } catch (IOException e) {
            // No second session, or no shell behind it: what is left is the signal request.
        }
        try {
            return endBySignal() && onlyChannelTells && elevation == null;
        } catch (IOException gone) {
            return false;
        }
    }

    private Optional<Family> find(KillShell shell) throws InterruptedException {
        try {
            var family = shell.find(channel, FIND);
            onlyChannelTells = family.isEmpty();
            return family;
        } catch (InterruptedIOException busy) {
            return Optional.empty();
        } catch (IOException noShell) {
            onlyChannelTells = true;
            return Optional.empty();
        }
    }

    private boolean endFamily(KillShell shell, Family family) throws IOException, InterruptedException {
        told = true;
        if (!signal(shell, family, "TERM", AFTER_TERM) && !signal(shell, family, "KILL", AFTER_KILL)) {
            return false;
        }
        channel.awaitClose(LAST_OUTPUT);
        return true;
    }

    private boolean signal(KillShell shell, Family family, String name, Duration patience)
            throws IOException, InterruptedException {
        channel.signal(name);
        shell.kill(name, family);
        if (elevation != null && !shell.isGone(family, Duration.ZERO)) {
            asOther(elevation, family.kill(name));
        }
        return shell.isGone(family, patience);
    }

    /** Has the user do it whose processes they are. Whether it helped, the list of processes says. */
    private void asOther(Elevation other, String line) throws IOException, InterruptedException {
        var step = other.as(line, AS_OTHER);
        var input = step.command().input().open();
        try {
            new Exec(link, link.openSession(ANSWERS), step.command(), step.output(), Map.of(), timer).run(input);
        } catch (RemoteException refused) {
            // Then nothing was done, and the list of processes says that.
        } finally {
            input.close();
        }
    }

    /** Whether the channel is closed then. */
    private boolean endBySignal() throws IOException, InterruptedException {
        told = true;
        channel.signal("TERM");
        if (channel.awaitClose(AFTER_TERM)) {
            return true;
        }
        channel.signal("KILL");
        return channel.awaitClose(AFTER_SIGNAL);
    }
}
