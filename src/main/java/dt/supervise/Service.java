package dt.supervise;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A service of this machine, known by its folder. Nothing is kept between calls and nothing is open, so one can be used
 * from many threads and across restarts of its supervisor.
 *
 * <p>Methods that tell it something return when its supervisor has been told; {@link #await} waits for the result. All of
 * them throw a {@link SuperviseException} that says what stands against it.
 */
public final class Service {
    private static final Duration FIRST_LOOK = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);
    private static final int LARGEST = 64;

    private final Path folder;
    private final InstantSource clock;

    private Service(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** The service in this folder, as {@code /var/service/httpd}. Whether it is one shows when it is used. */
    public static Service at(Path folder) {
        return at(folder, InstantSource.system());
    }

    /** The same by another clock, from which uptimes are reckoned. */
    public static Service at(Path folder, InstantSource clock) {
        return new Service(folder, clock);
    }

    /** Its folder. */
    public Path folder() {
        return folder;
    }

    /** The service that takes what this one prints; empty where there is none. */
    public Optional<Service> log() {
        var log = folder.resolve("log");
        return Files.isDirectory(log) ? Optional.of(new Service(log, clock)) : Optional.empty();
    }

    /** What it does now. */
    public Status status() throws IOException {
        var own = statusWithout(null);
        var log = log();
        if (log.isEmpty()) {
            return own;
        }
        try {
            return statusWithout(log.get().statusWithout(null));
        } catch (NotSupervisedException | NotAServiceException none) {
            return own;
        }
    }

    private Status statusWithout(@Nullable Status log) throws IOException {
        tell("ok", "");
        return Status.parse(read(), clock.instant(), !Files.exists(folder.resolve("down")), log);
    }

    private byte[] read() throws IOException {
        var file = folder.resolve("supervise/status");
        // Replaced by a rename, so one reading is of one state.
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(LARGEST);
        } catch (AccessDeniedException e) {
            throw notPermitted("status");
        } catch (NoSuchFileException e) {
            throw notSupervised();
        }
    }

    /** Tells its supervisor this. */
    public void tell(Control control) throws IOException {
        // A supervisor that is gone may have left a control file that is no FIFO to nobody's harm; ok is asked first.
        tell("ok", "");
        tell("control", control.letters());
    }

    private void tell(String fifo, String letters) throws IOException {
        int errno = Fifo.write(folder.resolve("supervise").resolve(fifo), letters);
        switch (errno) {
            case Fifo.DONE -> {}
            case Fifo.ENXIO, Fifo.EPIPE -> throw notSupervised();
            case Fifo.ENOENT, Fifo.ENOTDIR -> throw absent();
            case Fifo.EACCES, Fifo.EPERM -> throw notPermitted(fifo);
            default ->
                throw new IOException("cannot write to " + folder.resolve("supervise/" + fifo) + ": errno " + errno);
        }
    }

    private SuperviseException absent() {
        return Files.exists(folder.resolve("run"))
                ? notSupervised()
                : new NotAServiceException(folder + " is not a service: it has no run script; check the name");
    }

    private SuperviseException notSupervised() {
        return new NotSupervisedException(
                folder + " is not supervised: no runsv or supervise runs for it; see whether runsvdir runs");
    }

    private SuperviseException notPermitted(String file) {
        return new NotPermittedException(
                folder + " is closed to this user: permission denied for supervise/" + file + "; become its owner");
    }

    /** Has it started, and again whenever it ends. */
    public void start() throws IOException {
        tell(Control.UP);
    }

    /** Has it end by TERM and CONT, and stay down. */
    public void stop() throws IOException {
        tell(Control.DOWN);
    }

    /** Has it started if it is down, and not again when it ends. */
    public void once() throws IOException {
        tell(Control.ONCE);
    }

    /** Ends it by TERM and CONT, and has it up afterwards, also when it was down. */
    public void restart() throws IOException {
        tell(Control.RESTART);
    }

    /** Sends STOP. */
    public void pause() throws IOException {
        tell(Control.PAUSE);
    }

    /** Sends CONT. */
    public void cont() throws IOException {
        tell(Control.CONT);
    }

    /** Sends HUP. */
    public void hangup() throws IOException {
        tell(Control.HANGUP);
    }

    /** Sends ALRM. */
    public void alarm() throws IOException {
        tell(Control.ALARM);
    }

    /** Sends INT. */
    public void interrupt() throws IOException {
        tell(Control.INTERRUPT);
    }

    /** Sends QUIT, under runit. */
    public void quit() throws IOException {
        tell(Control.QUIT);
    }

    /** Sends USR1, under runit. */
    public void user1() throws IOException {
        tell(Control.USER1);
    }

    /** Sends USR2, under runit. */
    public void user2() throws IOException {
        tell(Control.USER2);
    }

    /** Sends TERM. */
    public void terminate() throws IOException {
        tell(Control.TERMINATE);
    }

    /** Sends KILL. */
    public void kill() throws IOException {
        tell(Control.KILL);
    }

    /** Has it end as {@link #stop} does, and its supervisor after it. */
    public void exit() throws IOException {
        tell(Control.EXIT);
    }

    /**
     * Waits for a state; answers what it was then, or nothing where it did not come in time.
     *
     * <p>It looks again and again, ten to a hundred times a second at twenty bytes. The inotify of Java's WatchService
     * would cost a thread and one of the 128 instances that a user has, and would not tell of a supervisor that dies.
     */
    public Optional<Status> await(State state, Duration limit) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        var pause = FIRST_LOOK;
        while (true) {
            var status = status();
            if (status.state() == state) {
                return Optional.of(status);
            }
            long left = end - System.nanoTime();
            if (left <= 0) {
                return Optional.empty();
            }
            Thread.sleep(Duration.ofNanos(Math.min(left, pause.toNanos())));
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
