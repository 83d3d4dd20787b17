package dt.fleet;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Hosts with a Debian, PAM and sshd of their own, each in namespaces and at an address 127.78.x.y: what is done to them
 * changes nothing here. root and {@code deploy}, who may use sudo, let {@link #key} in. Needs root.
 */
public final class NssHosts implements AutoCloseable {
    private static final Path SCRIPTS = Path.of("src/test/nssmap").toAbsolutePath();
    private static final Path ROOT = Path.of("target/nssmap/root").toAbsolutePath();

    private final Path folder;
    private final int port;
    private final int net;
    private final List<Process> hosts = new ArrayList<>();

    private NssHosts(Path folder, int port, int net) {
        this.folder = folder;
        this.port = port;
        this.net = net;
    }

    /**
     * Starts hosts and waits for them.
     *
     * @param net tells hosts of one test from those of another: from 1 to 250
     * @param setUp for each host a piece of shell that is run there before its sshd starts, in a folder with the files of
     *     {@code folder/files}
     */
    public static NssHosts start(Path folder, int net, List<String> setUp) throws Exception {
        OpenSsh.run(List.of(SCRIPTS.resolve("root-file-system").toString(), ROOT.toString()));
        return start(folder, net, setUp, ROOT, Map.of());
    }

    /** The same with systemd as PID 1 of each. */
    public static NssHosts ofSystemd(Path folder, int net, List<String> setUp) throws Exception {
        OpenSsh.run(List.of(SCRIPTS.resolve("root-file-system").toString(), ROOT.toString()));
        return start(folder, net, setUp, ROOT, Map.of("INIT", "systemd", "SIZE", "300m"));
    }

    /** The same with another release of Debian: {@code trixie}. */
    public static NssHosts ofRelease(String release, Path folder, int net, List<String> setUp) throws Exception {
        var root = ROOT.resolveSibling("root-" + release);
        OpenSsh.run(List.of(SCRIPTS.resolve("root-file-system").toString(), root.toString(), release));
        return start(folder, net, setUp, root, Map.of());
    }

    private static NssHosts start(Path folder, int net, List<String> setUp, Path root, Map<String, String> environment)
            throws Exception {
        Files.createDirectories(folder);
        OpenSsh.keygen(folder.resolve("id"), "-t", "ed25519");
        var all = new NssHosts(folder, OpenSsh.freePort(), net);
        for (int i = 0; i < setUp.size(); i++) {
            var scripts = Files.createDirectories(folder.resolve("set-up-" + i));
            Files.writeString(scripts.resolve("set-up"), setUp.get(i));
            if (Files.isDirectory(folder.resolve("files"))) {
                OpenSsh.run(List.of("cp", "-r", folder.resolve("files") + "/.", scripts.toString()));
            }
            var builder = new ProcessBuilder(
                            SCRIPTS.resolve("host").toString(),
                            root.toString(),
                            scripts.toString(),
                            all.address(i),
                            String.valueOf(all.port),
                            folder.resolve("id.pub").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("host-" + i + ".log").toFile());
            builder.environment().putAll(environment);
            all.hosts.add(builder.start());
        }
        Files.writeString(
                folder.resolve("ssh_config"), """
                Host *
                  Port %d
                  IdentityFile %s
                  IdentitiesOnly yes
                  UserKnownHostsFile %s
                  StrictHostKeyChecking accept-new
                  BatchMode yes
                  LogLevel ERROR
                """.formatted(all.port, all.key(), folder.resolve("known_hosts")));
        all.onEach(all::awaitBanner);
        return all;
    }

    public Path key() {
        return folder.resolve("id");
    }

    /** For ssh and dt. */
    public Path config() {
        return folder.resolve("ssh_config");
    }

    public int size() {
        return hosts.size();
    }

    public String address(int host) {
        return "127.78." + net + "." + (host + 1);
    }

    /** All of them, as a selector. */
    public String all() {
        return "127.78." + net + ".[1-" + hosts.size() + "]";
    }

    /** What a command came to. */
    public record Run(int status, String printed) {}

    /** Logs in with OpenSSH's own client. */
    public Run ssh(int host, String user, String command) throws IOException, InterruptedException {
        return run(List.of(user + "@" + address(host), command));
    }

    private Run run(List<String> more) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of("ssh", "-n", "-F", config().toString(), "-o", "ConnectTimeout=30"));
        words.addAll(more);
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), printed.strip());
    }

    /** As root, who is in already; a command that fails is an exception. */
    public String root(int host, String command) throws IOException, InterruptedException {
        var run = run(List.of(
                "-o",
                "ControlMaster=auto",
                "-o",
                "ControlPersist=60",
                "-S",
                socket(),
                "root@" + address(host),
                command));
        if (run.status() != 0) {
            throw new IOException(address(host) + ": " + command + ": " + run);
        }
        return run.printed();
    }

    /** Ends the login of {@link #root}. */
    public void logOut(int host) throws IOException, InterruptedException {
        run(List.of("-O", "exit", "-S", socket(), "root@" + address(host)));
    }

    private String socket() {
        return folder.resolve("in-%h").toString();
    }

    /** All that a push may touch, with owners, modes and checksums. */
    public String snapshot(int host) throws IOException, InterruptedException {
        return root(
                host,
                "cd / && find etc usr/share/pam-configs var/lib/pam var/cache/debconf var/lib/nssmap home "
                        + "-path home/virtual/\\* -prune -o -path home/deploy/\\* -prune -o -printf '%p %m %u %g %y %l\\n' "
                        + "2>/dev/null | sort; find etc usr/share/pam-configs var/lib/pam var/cache/debconf -type f "
                        + "-exec sha256sum {} + | sort -k2; ls -la usr/lib/*-linux-gnu | grep nss");
    }

    /** Does something on every host at once; what it says of each, in order. */
    public <T> List<T> onEach(Work<T> work) throws Exception {
        try (var executor = Executors.newFixedThreadPool(8)) {
            var calls = IntStream.range(0, size())
                    .<Callable<T>>mapToObj(host -> () -> work.on(host))
                    .toList();
            var results = new ArrayList<T>();
            for (var future : executor.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        }
    }

    /** For {@link #onEach}. */
    @FunctionalInterface
    public interface Work<T> {
        T on(int host) throws Exception;
    }

    private Void awaitBanner(int host) throws Exception {
        var deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (true) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(address(host), port), 1000);
                socket.setSoTimeout(5000);
                if (new String(socket.getInputStream().readNBytes(8), StandardCharsets.US_ASCII).equals("SSH-2.0-")) {
                    return null;
                }
            } catch (IOException notYet) {
                if (System.nanoTime() > deadline || !hosts.get(host).isAlive()) {
                    throw new IOException(
                            "no sshd: " + Files.readString(folder.resolve("host-" + host + ".log")), notYet);
                }
            }
            Thread.sleep(50);
        }
    }

    /** Ends the hosts and all that runs in them. */
    @Override
    public void close() {
        for (var host : hosts) {
            host.descendants().forEach(ProcessHandle::destroyForcibly);
            host.destroyForcibly();
        }
        hosts.forEach(host -> host.onExit().join());
    }
}
