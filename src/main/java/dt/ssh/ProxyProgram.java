package dt.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a connection through a program, as ssh's ProxyCommand. The line is run by the user's shell because that
 * is what ssh_config promises for it.
 */
final class ProxyProgram implements Carrier {
    private static final int TAIL = 400;
    private static final Duration LAST_WORDS = Duration.ofMillis(500);

    private final Process process;
    private volatile String said = "";
    private final Thread listener = Threads.daemon("dt-proxy-stderr", this::listen);

    private ProxyProgram(Process process) {
        this.process = process;
    }

    static ProxyProgram start(Target.Route.Program program) throws IOException {
        // exec, as ssh does: no shell stays between us and the program.
        var builder = new ProcessBuilder(program.shell(), "-c", "exec " + program.command());
        builder.directory(program.folder().toFile());
        builder.environment().clear();
        builder.environment().putAll(program.environment());
        var carrier = new ProxyProgram(builder.start());
        carrier.listener.start();
        return carrier;
    }

    private void listen() {
        try (var reader = process.errorReader(StandardCharsets.UTF_8)) {
            var piece = new char[200];
            for (int n = reader.read(piece); n >= 0; n = reader.read(piece)) {
                var all = said.concat(new String(piece, 0, n));
                said = all.substring(Math.max(0, all.length() - TAIL));
            }
        } catch (IOException ended) {
            // It was told to end; what it said until then is kept.
        }
    }

    @Override
    public boolean holdsThreads() {
        return true;
    }

    @Override
    public InputStream input() {
        return process.getInputStream();
    }

    @Override
    public OutputStream output() {
        return process.getOutputStream();
    }

    @Override
    public @Nullable String address() {
        return null;
    }

    /** The end of what it said on standard error; it often says it just after it closed the way. */
    @Override
    public String complaint() {
        try {
            listener.join(LAST_WORDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Failures.plain(said.strip().replace('\n', ' '));
    }

    /** Ends the program and all that it started; what does not mind TERM is killed soon after. */
    @Override
    public void close() {
        var all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        Threads.daemon("dt-proxy-end", () -> kill(all)).start();
    }

    private static void kill(List<ProcessHandle> all) {
        var gone = all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(gone)
                .completeOnTimeout(null, LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
