package dt.fleet;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A host in a container, reached at its own address, port 22. */
public final class Container implements AutoCloseable {
    private final Containers engine;
    private final String id;
    private final String address;

    Container(Containers engine, String id, String address) {
        this.engine = engine;
        this.id = id;
        this.address = address;
    }

    public String address() {
        return address;
    }

    /** Runs a program as root, not by way of sshd. */
    public Containers.Ran exec(String... words) throws IOException, InterruptedException {
        return engine.docker(
                Stream.concat(Stream.of("exec", id), Stream.of(words)).toArray(String[]::new));
    }

    /** Runs a line of shell as root. */
    public Containers.Ran sh(String line) throws IOException, InterruptedException {
        return exec("sh", "-c", line);
    }

    /** Copies a file of this machine to a path there. */
    public void put(Path file, String path) throws IOException, InterruptedException {
        engine.docker("cp", file.toString(), id + ":" + path).check();
    }

    /** Stops it in the middle of what it does; connections stay and nobody answers. */
    public void pause() throws IOException, InterruptedException {
        engine.docker("pause", id).check();
    }

    public void resume() throws IOException, InterruptedException {
        engine.docker("unpause", id).check();
    }

    /** Pulls its cable: the address answers nobody. */
    public void cut() throws IOException, InterruptedException {
        engine.docker("network", "disconnect", "bridge", id).check();
    }

    /** As a power failure; {@link #close} removes what is left. */
    public void kill() throws IOException, InterruptedException {
        engine.docker("kill", id).check();
    }

    /** What its first process printed. */
    public String log() throws IOException, InterruptedException {
        var ran = engine.docker("logs", id);
        return ran.printed() + ran.complained();
    }

    /** Lines of an ssh_config with which ssh and dt reach it by {@code name}, as root unless told otherwise. */
    public List<String> config(String name, Path knownHosts) {
        return List.of(
                "Host " + name,
                "  HostName " + address,
                "  User root",
                "  IdentityFile " + engine.key(),
                "  IdentitiesOnly yes",
                "  UserKnownHostsFile " + knownHosts,
                "  StrictHostKeyChecking accept-new");
    }

    /** Ends it and all that runs in it. */
    @Override
    public void close() throws IOException {
        try {
            engine.docker("rm", "--force", id).check();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void awaitBanner() throws IOException, InterruptedException {
        var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (true) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(address, 22), 5000);
                socket.setSoTimeout(5000);
                var start = socket.getInputStream().readNBytes(8);
                if (new String(start, StandardCharsets.US_ASCII).equals("SSH-2.0-")) {
                    return;
                }
            } catch (IOException notYet) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("no sshd at " + address + ": " + log(), notYet);
                }
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
