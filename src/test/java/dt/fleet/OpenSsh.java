package dt.fleet;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real OpenSSH server on loopback. It listens on 0.0.0.0, so every 127.x.y.z is a host of its own. Whoever runs the
 * tests can log in with {@link #key}; the server knows nobody else.
 */
public final class OpenSsh implements AutoCloseable {
    private static final Path SSHD = Path.of("/usr/sbin/sshd");

    private final Path folder;
    private final int port;
    private final Process server;

    private OpenSsh(Path folder, int port, Process server) {
        this.folder = folder;
        this.port = port;
        this.server = server;
    }

    /**
     * Starts a server whose files are in {@code folder} and waits for its banner.
     *
     * @param more lines for the top of sshd_config, where the first value of a keyword wins
     */
    public static OpenSsh start(Path folder, String... more) throws IOException, InterruptedException {
        if (!Files.isExecutable(SSHD)) {
            throw new IOException("no " + SSHD + ": apt-get install -y --no-install-recommends openssh-server");
        }
        Files.createDirectories(folder);
        if (user().equals("root")) {
            Files.createDirectories(Path.of("/run/sshd"));
        }
        keygen(folder.resolve("host_ed25519"), "-t", "ed25519");
        keygen(folder.resolve("id_ed25519"), "-t", "ed25519");
        Files.copy(folder.resolve("id_ed25519.pub"), folder.resolve("authorized_keys"));
        Files.setPosixFilePermissions(folder.resolve("authorized_keys"), PosixFilePermissions.fromString("rw-r--r--"));
        int port = freePort();
        var config = new ArrayList<>(List.of(more));
        config.addAll(List.of(
                "Port " + port,
                "ListenAddress 0.0.0.0",
                "HostKey " + folder.resolve("host_ed25519"),
                "PidFile " + folder.resolve("sshd.pid"),
                "AuthorizedKeysFile " + folder.resolve("authorized_keys"),
                "StrictModes no",
                "UsePAM no",
                "PermitRootLogin yes",
                "PasswordAuthentication no",
                "KbdInteractiveAuthentication no",
                "MaxStartups 4000:30:5000",
                "MaxSessions 1000",
                "LogLevel VERBOSE",
                // An empty one: the rc files of whoever runs the tests can cost more than all else.
                "SetEnv HOME=" + Files.createDirectories(folder.resolve("home")),
                "Subsystem sftp internal-sftp",
                "AcceptEnv LANG LC_* DT_*"));
        Files.write(folder.resolve("sshd_config"), config);
        var server = new ProcessBuilder(
                        SSHD.toString(),
                        "-D",
                        "-e",
                        "-f",
                        folder.resolve("sshd_config").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sshd.log").toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        var openSsh = new OpenSsh(folder, port, server);
        openSsh.awaitBanner();
        return openSsh;
    }

    /** Makes a key pair without asking; {@code args} as for ssh-keygen, such as {@code -t ed25519 -N secret}. */
    public static Path keygen(Path file, String... args) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of("ssh-keygen", "-q", "-f", file.toString()));
        words.addAll(List.of(args));
        if (!words.contains("-N")) {
            words.addAll(List.of("-N", ""));
        }
        run(words);
        return file;
    }

    /** Runs a program to its end and returns what it printed; one that fails fails the test. */
    public static String run(List<String> words) throws IOException, InterruptedException {
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(words + " ended with " + process.exitValue() + ": " + printed);
        }
        return printed;
    }

    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Who runs the tests, and logs in. */
    public static String user() {
        return System.getProperty("user.name");
    }

    public int port() {
        return port;
    }

    public Path folder() {
        return folder;
    }

    /** The private key that is let in. */
    public Path key() {
        return folder.resolve("id_ed25519");
    }

    /** Type and base64 of the host key, as in a known_hosts line. */
    public String hostKey() throws IOException {
        var words = Files.readString(folder.resolve("host_ed25519.pub")).split(" ");
        return words[0] + " " + words[1];
    }

    /** What the server logged so far. */
    public String log() throws IOException {
        return Files.readString(folder.resolve("sshd.log"));
    }

    /** All that it has started and that lives, one for each session among them. */
    public java.util.stream.Stream<ProcessHandle> processes() {
        return server.descendants();
    }

    /** Ends the server and every session it serves. */
    @Override
    public void close() {
        server.descendants().forEach(ProcessHandle::destroyForcibly);
        server.destroyForcibly().onExit().join();
    }

    private void awaitBanner() throws IOException, InterruptedException {
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
                socket.setSoTimeout(5000);
                var start = socket.getInputStream().readNBytes(8);
                if (new String(start, StandardCharsets.US_ASCII).equals("SSH-2.0-")) {
                    return;
                }
            } catch (IOException notYet) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("sshd does not answer: " + log(), notYet);
                }
            }
            if (server.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IOException("sshd ended: " + log());
            }
        }
    }
}
