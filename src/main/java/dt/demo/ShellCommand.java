package dt.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/**
 * A command on one of the hosts: a real process in a session of its own, so that it and whatever it started can be ended
 * together.
 */
final class ShellCommand implements Command {
    private final HostFolder folder;
    private final List<String> words;
    private final ExecutorService threads;

    private @Nullable InputStream input;
    private @Nullable OutputStream output;
    private @Nullable OutputStream errors;
    private @Nullable ExitCallback exit;
    private volatile @Nullable Process process;

    /**
     * @param words the program and its arguments
     * @param threads for what blocks: process pipes would pin virtual threads
     */
    ShellCommand(HostFolder folder, List<String> words, ExecutorService threads) {
        this.folder = folder;
        this.words = words;
        this.threads = threads;
    }

    @Override
    public void setInputStream(InputStream in) {
        input = in;
    }

    @Override
    public void setOutputStream(OutputStream out) {
        output = out;
    }

    @Override
    public void setErrorStream(OutputStream err) {
        errors = err;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) throws IOException {
        var started = folder.process(words, environment.getEnv()).start();
        process = started;
        environment.addSignalListener((from, signal) -> ProcessGroup.signal(started, signal.name()));
        threads.execute(() -> feed(input, started.getOutputStream()));
        var printed = threads.submit(pump(started.getInputStream(), output));
        var complained = threads.submit(pump(started.getErrorStream(), errors));
        threads.execute(() -> await(started, printed, complained));
    }

    /** As with sshd, a command is over when nobody can print for it any more. */
    private void await(Process started, Future<?> printed, Future<?> complained) {
        try {
            int status = started.waitFor();
            printed.get();
            complained.get();
            if (exit != null) {
                exit.onExit(status);
            }
        } catch (ExecutionException channelGone) {
            ProcessGroup.kill(started);
        } catch (InterruptedException e) {
            // The fleet is closing, and ends the process itself.
            Thread.currentThread().interrupt();
        }
    }

    /** The channel is closed, by either side. */
    @Override
    public void destroy(ChannelSession channel) {
        var started = process;
        if (started != null && started.isAlive()) {
            ProcessGroup.kill(started);
        }
    }

    /** A command whose client is gone sees the end of its input, and nobody else can be told. */
    private static void feed(@Nullable InputStream from, OutputStream to) {
        try (to) {
            if (from != null) {
                copy(from, to);
            }
        } catch (IOException commandReadsNoMore) {
            // As with a pipe in a shell.
        }
    }

    private static Callable<Void> pump(InputStream from, @Nullable OutputStream to) {
        return () -> {
            if (to != null) {
                copy(from, to);
            }
            return null;
        };
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        var buffer = new byte[32 * 1024];
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
            to.write(buffer, 0, n);
            to.flush();
        }
    }
}
