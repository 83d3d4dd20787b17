package dt.inventory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of which only so much time and output is borne. */
final class BoundedRun {
    private static final int ERROR_LIMIT = 1 << 16;

    /** Collects what comes out of a pipe, up to a limit. */
    private static final class Collector {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Thread thread;
        private volatile boolean full;

        /** @param ifFull what to do when more comes */
        Collector(InputStream in, int limit, Runnable ifFull) {
            // A grandchild may hold the pipe open for ever: the thread must not keep the program alive.
            thread = Thread.ofPlatform().daemon().name("inventory output").start(() -> {
                var buffer = new byte[8192];
                try {
                    for (int n; (n = in.read(buffer)) >= 0; ) {
                        add(buffer, n, limit, ifFull);
                    }
                } catch (IOException ended) {
                    // The process was killed; what it printed is not used.
                }
            });
        }

        private synchronized void add(byte[] buffer, int n, int limit, Runnable ifFull) {
            if (bytes.size() + n <= limit) {
                bytes.write(buffer, 0, n);
            } else if (!full) {
                full = true;
                ifFull.run();
            }
        }

        synchronized byte[] bytes() {
            return bytes.toByteArray();
        }

        boolean isDone(long deadline) throws InterruptedException {
            return thread.join(Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime())));
        }
    }

    private BoundedRun() {}

    /**
     * What {@code program --list} prints.
     *
     * @throws IOException when it cannot be run, fails, or goes over a bound; the message says which
     */
    static byte[] output(Path program, Path folder, Map<String, String> environment, Duration timeout)
            throws IOException, InterruptedException {
        var deadline = System.nanoTime() + timeout.toNanos();
        // A session of its own, so that all it has started can be ended with it.
        var builder = new ProcessBuilder("/usr/bin/setsid", program.toString(), "--list");
        builder.directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.redirectInput(Path.of("/dev/null").toFile());
        var process = builder.start();
        try {
            var out = new Collector(process.getInputStream(), Contents.LIMIT, () -> killGroup(process));
            var err = new Collector(process.getErrorStream(), ERROR_LIMIT, () -> {});
            var ended = process.waitFor(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (out.full) {
                throw new IOException("printed more than " + (Contents.LIMIT >> 20) + " MiB");
            }
            if (!ended || !out.isDone(deadline)) {
                throw new IOException("did not end within " + timeout.toSeconds() + "s");
            }
            if (process.exitValue() != 0) {
                err.isDone(System.nanoTime());
                throw new IOException("exit status " + process.exitValue() + lastLine(err.bytes()));
            }
            return out.bytes();
        } finally {
            killGroup(process);
        }
    }

    private static String lastLine(byte[] error) {
        var lines = new String(error, StandardCharsets.UTF_8).strip().split("\n", -1);
        var last = lines[lines.length - 1].strip();
        return last.isEmpty() ? "" : ": " + Words.quoted(last);
    }

    private static void killGroup(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        try {
            new ProcessBuilder("/usr/bin/kill", "-KILL", "--", "-" + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(1, TimeUnit.SECONDS);
        } catch (IOException noKill) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
