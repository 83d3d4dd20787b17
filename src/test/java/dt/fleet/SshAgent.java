package dt.fleet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real ssh-agent with a socket of its own. */
public final class SshAgent implements AutoCloseable {
    private final Path socket;
    private final Process agent;

    private SshAgent(Path socket, Process agent) {
        this.socket = socket;
        this.agent = agent;
    }

    public static SshAgent start(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var socket = folder.resolve("agent");
        var agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("agent.log").toFile())
                .start();
        var deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!Files.exists(socket)) {
            if (System.nanoTime() > deadline || agent.waitFor(5, TimeUnit.MILLISECONDS)) {
                throw new IOException("ssh-agent does not start: " + Files.readString(folder.resolve("agent.log")));
            }
        }
        return new SshAgent(socket, agent);
    }

    public Path socket() {
        return socket;
    }

    /** Runs ssh-add with these words. */
    public String add(String... words) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of("ssh-add"));
        line.addAll(List.of(words));
        var builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().put("SSH_AUTH_SOCK", socket.toString());
        builder.environment().remove("DISPLAY");
        var process = builder.start();
        process.getOutputStream().close();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(line + " failed: " + printed);
        }
        return printed;
    }

    /** Locks it, as {@code ssh-add -x} does; that one wants a terminal. */
    public void lock(byte[] request) throws IOException {
        try (var channel = java.nio.channels.SocketChannel.open(java.net.UnixDomainSocketAddress.of(socket))) {
            channel.write(java.nio.ByteBuffer.wrap(request));
            channel.read(java.nio.ByteBuffer.allocate(5));
        }
    }

    @Override
    public void close() {
        agent.destroyForcibly().onExit().join();
    }
}
