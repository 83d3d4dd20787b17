package dt.remote;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One command under way on this machine, with a thread for each of its streams. */
final class LocalCommand {
    private static final int SIZE = 32 << 10;

    /** signal(7), the numbers that all Linux machines share. */
    private static final Map<Integer, String> SIGNALS = Map.ofEntries(
            Map.entry(1, "HUP"),
            Map.entry(2, "INT"),
            Map.entry(3, "QUIT"),
            Map.entry(4, "ILL"),
            Map.entry(6, "ABRT"),
            Map.entry(8, "FPE"),
            Map.entry(9, "KILL"),
            Map.entry(11, "SEGV"),
            Map.entry(13, "PIPE"),
            Map.entry(14, "ALRM"),
            Map.entry(15, "TERM"));

    private final Process process;
    private final Output output;
    private final Duration grace;
    private final Object order = new Object();
    private final CountDownLatch drained = new CountDownLatch(2);
    private final CountDownLatch wake = new CountDownLatch(1);
    private final InputStream input;
    private final List<Thread> threads;
    private volatile boolean cancelled;
    private volatile boolean ended;
    private volatile @Nullable Throwable refused;

    LocalCommand(Process process, Command command, Output output, Duration grace) throws IOException {
        this.process = process;
        this.output = output;
        this.grace = grace;
        try {
            input = command.input().open();
        } catch (IOException e) {
            killGroup("KILL");
            throw e;
        }
        threads = List.of(
                thread("stdin", this::feed),
                thread("stdout", () -> drain(process.getInputStream(), false)),
                thread("stderr", () -> drain(process.getErrorStream(), true)),
                thread("exit", this::awaitEnd));
        threads.forEach(Thread::start);
    }

    private Thread thread(String stream, Runnable work) {
        return Thread.ofPlatform()
                .daemon()
                .stackSize(256 << 10)
                .name("dt-local-" + stream)
                .unstarted(work);
    }

    /** Waits for the end of the command and of both its streams, as ssh does. */
    Exit await(@Nullable Duration limit) throws RemoteException, InterruptedException {
        try {
            boolean inTime = true;
            if (limit == null) {
                wake.await();
            } else {
                inTime = wake.await(limit.toNanos(), TimeUnit.NANOSECONDS);
            }
            var problem = refused;
            if (problem != null) {
                throw new RemoteException(
                        RemoteException.Reason.UNKNOWN,
                        "the command was ended from here: " + problem.getMessage(),
                        problem);
            }
            if (cancelled) {
                throw RemoteException.ended("the command was ended from here");
            }
            return inTime || limit == null ? exit(process.exitValue()) : new Exit.TimedOut(limit);
        } finally {
            end();
        }
    }

    /** Makes {@link #await} end the command; does not wait. */
    void cancel() {
        cancelled = true;
        wake.countDown();
    }

    private static Exit exit(int status) {
        var signal = status > 128 ? SIGNALS.get(status - 128) : null;
        return signal == null ? new Exit.Status(status) : new Exit.Signal(signal);
    }

    private void awaitEnd() {
        try {
            process.waitFor();
            drained.await();
            wake.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void feed() {
        try (var to = process.getOutputStream()) {
            var buffer = new byte[SIZE];
            int size = next(buffer);
            while (size >= 0) {
                to.write(buffer, 0, size);
                to.flush();
                size = next(buffer);
            }
        } catch (IOException e) {
            // A command need not read what it is given.
        }
    }

    /** A command must not take half of its input for all of it: one that cannot be read ends the command. */
    private int next(byte[] buffer) {
        try {
            return input.read(buffer);
        } catch (IOException e) {
            if (!ended) {
                refused = e;
                wake.countDown();
                // Keeps the command's input open until it is ended.
                awaitProcess();
            }
            return -1;
        }
    }

    private void awaitProcess() {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void drain(InputStream from, boolean error) {
        try (from) {
            var buffer = new byte[SIZE];
            int size = from.read(buffer);
            while (size >= 0 && !ended) {
                pass(error, buffer, size);
                size = from.read(buffer);
            }
        } catch (IOException e) {
            // The pipe was closed under the reader: the command is being ended.
        } finally {
            drained.countDown();
        }
    }

    private void pass(boolean error, byte[] buffer, int size) {
        try {
            synchronized (order) {
                if (ended) {
                    return;
                }
                if (error) {
                    output.stderr(buffer, 0, size);
                } else {
                    output.stdout(buffer, 0, size);
                }
            }
        } catch (IOException | RuntimeException | Error e) {
            refused = e;
            ended = true;
            wake.countDown();
        }
    }

    /** Leaves no process of the command and no thread: TERM, then KILL, to the whole group. */
    private void end() {
        boolean interrupted = Thread.interrupted();
        if (wake.getCount() > 0 || cancelled || refused != null || process.isAlive()) {
            interrupted |= killGroup("TERM");
            interrupted |= pause();
            interrupted |= killGroup("KILL");
        }
        ended = true;
        for (var open : List.of(input, process.getInputStream(), process.getErrorStream())) {
            try {
                open.close();
            } catch (IOException e) {
                // It was closed by its reader.
            }
        }
        threads.forEach(Thread::interrupt);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Until the command has ended and its pipes with it, at most as long as the grace. An interrupt does not shorten it,
     * or a command would not have its time to clean up; the answer says whether there was one.
     */
    private boolean pause() {
        boolean interrupted = false;
        long until = System.nanoTime() + grace.toNanos();
        long left = grace.toNanos();
        while (left > 0) {
            try {
                if (process.waitFor(left, TimeUnit.NANOSECONDS)) {
                    drained.await(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
                }
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
                left = until - System.nanoTime();
            }
        }
        return interrupted;
    }

    /** True when interrupted meanwhile. */
    private boolean killGroup(String signal) {
        try {
            var kill = new ProcessBuilder(
                            "/bin/sh", "-c", "kill -s \"$1\" -- \"-$2\"", "sh", signal, "" + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            kill.onExit().get(1, TimeUnit.SECONDS);
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            return true;
        }
        return false;
    }
}
