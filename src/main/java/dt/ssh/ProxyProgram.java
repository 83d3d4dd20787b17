package dt.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a connection through a program, as ssh's ProxyCommand. The line is run by the user's shell because that
 * is what ssh_config promises for it.
 */
final class ProxyProgram implements Carrier {
    private static final int TAIL = 400;

    private final Process process;
    private volatile String said = "";

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
        Threads.daemon("dt-proxy-stderr", carrier::listen).start();
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

    /** The end of what it said on standard error. */
    @Override
    public String complaint() {
        return Failures.plain(said.strip().replace('\n', ' '));
    }

    /** Ends the program and all that it started. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }
}
