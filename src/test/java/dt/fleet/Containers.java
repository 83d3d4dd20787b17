package dt.fleet;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A container engine of the tests' own, with an image of Debian 12: OpenSSH 9.2, sudo, runit, no Java. It lives in
 * namespaces of its own and ends with this JVM, however that ends; see src/test/fleet/containers. Needs root.
 */
public final class Containers {
    private static final Path SCRIPT = Path.of("src/test/fleet/containers");
    private static final Path FOLDER = Path.of("target/containers");

    private final String address;
    private final String image;
    private final Path key;

    private Containers(String address, String image, Path key) {
        this.address = address;
        this.image = image;
        this.key = key;
    }

    /** The engine, started by the first who asks. */
    public static Containers engine() {
        return Holder.ENGINE;
    }

    private static final class Holder {
        static final Containers ENGINE = start();
    }

    /** The script goes on until its standard input ends, which the kernel sees to when this JVM is gone. */
    private static Containers start() {
        try {
            Files.createDirectories(FOLDER);
            var key = FOLDER.resolve("id_ed25519").toAbsolutePath();
            if (!Files.exists(key)) {
                OpenSsh.keygen(key, "-t", "ed25519");
            }
            var complaints = FOLDER.resolve("complaints").toFile();
            var process = new ProcessBuilder(SCRIPT.toString(), FOLDER.toString())
                    .redirectError(complaints)
                    .start();
            var line = firstLine(process);
            if (line == null) {
                throw new IOException("no containers: " + Files.readString(complaints.toPath()));
            }
            var words = line.split(" ");
            return new Containers(words[0], words[1], key);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String firstLine(Process process) throws IOException {
        return new BufferedReader(process.inputReader(StandardCharsets.UTF_8)).readLine();
    }

    /** The private key that every container lets in, as root and as ops; that one may sudo with {@link SudoHosts#PASSWORD}. */
    public Path key() {
        return key;
    }

    /** A container with an sshd that answers, and these processes beside it: {@code host()}, {@code host("runsvdir", "/etc/service")}. */
    public Container host(String... command) throws IOException, InterruptedException {
        var words = new ArrayList<>(
                List.of("start", Files.readString(Path.of(key + ".pub")).strip()));
        words.addAll(List.of(command));
        var container = run(words);
        container.awaitBanner();
        return container;
    }

    /** A container that runs nothing but what it is told by {@link Container#exec}. */
    public Container bare() throws IOException, InterruptedException {
        return run(List.of("sleep", "infinity"));
    }

    private Container run(List<String> command) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of("run", "--detach", "--init", image));
        words.addAll(command);
        var id = docker(words.toArray(String[]::new)).check().printed().strip();
        var ip = docker("inspect", "--format", "{{.NetworkSettings.IPAddress}}", id);
        return new Container(this, id, ip.check().printed().strip());
    }

    /** Runs the docker program to its end, for what this class has no word for. */
    public Ran docker(String... words) throws IOException, InterruptedException {
        var all = Stream.concat(Stream.of("docker"), Stream.of(words)).toList();
        var builder = new ProcessBuilder(all);
        builder.environment().put("DOCKER_HOST", address);
        builder.environment().put("DOCKER_CONFIG", FOLDER.resolve("config").toString());
        var complained = Files.createTempFile("docker", ".err");
        try {
            var process = builder.redirectError(complained.toFile()).start();
            process.getOutputStream().close();
            var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ran(all, process.waitFor(), printed, Files.readString(complained));
        } finally {
            Files.delete(complained);
        }
    }

    /** How a program ended. */
    public record Ran(List<String> words, int status, String printed, String complained) {
        /** Fails the test unless the status is 0. */
        public Ran check() {
            if (status != 0) {
                throw new AssertionError(words + " ended with " + status + ":\n" + printed + complained);
            }
            return this;
        }
    }
}
