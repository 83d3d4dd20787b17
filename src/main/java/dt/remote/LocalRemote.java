package dt.remote;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * This machine as a host: commands are run by {@code /bin/sh -c}, each in a session of its own, so that all of a command
 * can be ended at once. A command that leaves its session (setsid) leaves dt's reach too, as on any host.
 *
 * <p>The two streams come through two pipes: what is printed to both within the same instant may change places. A shell
 * tells of a signal as status 128 + n; this reads it back, so that {@code exit 143} looks like {@code TERM}.
 */
public final class LocalRemote implements Remote {
    private final Map<String, String> environment;
    private final Path folder;
    private final Duration grace;
    private @Nullable LocalCommand current;
    private boolean closed;

    /**
     * This machine.
     *
     * @param environment all that commands find in theirs, PATH and HOME too
     * @param folder where they start
     */
    public LocalRemote(Map<String, String> environment, Path folder) {
        this(environment, folder, Duration.ofSeconds(3));
    }

    /** The same, with another pause between TERM and KILL. */
    LocalRemote(Map<String, String> environment, Path folder, Duration grace) {
        this.environment = Map.copyOf(environment);
        this.folder = folder;
        this.grace = grace;
    }

    @Override
    public synchronized Connection connect() throws RemoteException {
        if (closed) {
            throw new RemoteException(RemoteException.Reason.CONNECT, "the way to this machine was closed");
        }
        return new Connection("localhost", 0, "", List.of(), true, Duration.ZERO);
    }

    @Override
    public Exit run(Command command, Output output) throws RemoteException, InterruptedException {
        var started = start(command, output);
        try {
            return started.await(command.timeout());
        } finally {
            synchronized (this) {
                current = null;
            }
        }
    }

    private synchronized LocalCommand start(Command command, Output output) throws RemoteException {
        connect();
        var all = new HashMap<>(environment);
        all.putAll(command.environment());
        // setsid execs sh in place, so that the process id is the id of its group as well.
        var builder = new ProcessBuilder("setsid", "/bin/sh", "-c", command.line()).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(all);
        output.sending();
        try {
            var started = new LocalCommand(builder.start(), command, output, grace);
            current = started;
            return started;
        } catch (IOException | IllegalArgumentException e) {
            throw new RemoteException(
                    RemoteException.Reason.CONNECT, "the command was not started here: " + e.getMessage(), e);
        }
    }

    @Override
    public Remote anew() {
        return new LocalRemote(environment, folder, grace);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (current != null) {
            current.cancel();
        }
    }
}
