package dt.fleet;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real sshd with a real sudo and users of its own. It lives in a private mount namespace in which /etc/passwd,
 * /etc/shadow, /etc/group and sudoers are others, so that this machine keeps its own. Needs root.
 *
 * <p>Users, each with the password "right horse": {@code free} (NOPASSWD), {@code asked}, {@code tty} (requiretty),
 * {@code single} (NOPASSWD for /usr/bin/id alone), {@code stranger} (not in sudoers), {@code deutsch} (as asked, with
 * German messages), {@code without} (no sudo on the PATH).
 */
public final class SudoHosts implements AutoCloseable {
    public static final String PASSWORD = "right horse";

    private static final List<String> USERS =
            List.of("free", "asked", "tty", "single", "stranger", "deutsch", "without");

    private final Path folder;
    private final int port;
    private final Process server;

    private SudoHosts(Path folder, int port, Process server) {
        this.folder = folder;
        this.port = port;
        this.server = server;
    }

    /** Starts the server and waits for its banner. Its files are in {@code folder}, which everybody must be able to enter. */
    public static SudoHosts start(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var temp = Path.of("/tmp");
        for (var path = folder; path != null && path.startsWith(temp) && !path.equals(temp); path = path.getParent()) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.createDirectories(Path.of("/run/sshd"));
        OpenSsh.keygen(folder.resolve("host_ed25519"), "-t", "ed25519");
        OpenSsh.keygen(folder.resolve("id_ed25519"), "-t", "ed25519");
        Files.copy(folder.resolve("id_ed25519.pub"), folder.resolve("authorized_keys"));
        Files.setPosixFilePermissions(folder.resolve("authorized_keys"), PosixFilePermissions.fromString("rw-r--r--"));
        users(folder);
        Files.writeString(folder.resolve("sudoers"), """
                Defaults !lecture, secure_path="/usr/sbin:/usr/bin:/sbin:/bin"
                Defaults:tty requiretty
                free ALL=(ALL) NOPASSWD: ALL
                asked,tty,deutsch ALL=(ALL) ALL
                single ALL=(ALL) NOPASSWD: /usr/bin/id
                """);
        Files.setPosixFilePermissions(folder.resolve("sudoers"), PosixFilePermissions.fromString("r--r-----"));
        int port = OpenSsh.freePort();
        Files.writeString(folder.resolve("sshd_config"), """
                Port %d
                ListenAddress 0.0.0.0
                HostKey %2$s/host_ed25519
                PidFile none
                AuthorizedKeysFile %2$s/authorized_keys
                StrictModes no
                UsePAM no
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                MaxStartups 4000:30:5000
                Match User deutsch
                  SetEnv LANG=C.UTF-8 LANGUAGE=de
                Match User without
                  SetEnv PATH=/nonexistent
                """.formatted(port, folder));
        var start = Files.writeString(folder.resolve("start"), """
                set -e
                cd %s
                for f in passwd shadow group sudoers; do mount --bind $f /etc/$f; done
                mkdir -m 1777 small
                mount -t tmpfs -o size=1m,mode=1777 tmpfs small
                exec /usr/sbin/sshd -D -e -f sshd_config
                """.formatted(folder));
        var server = new ProcessBuilder("unshare", "--mount", "--propagation", "private", "sh", start.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sshd.log").toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
        var hosts = new SudoHosts(folder, port, server);
        hosts.awaitBanner();
        return hosts;
    }

    private static void users(Path folder) throws IOException, InterruptedException {
        var hash = OpenSsh.run(List.of("openssl", "passwd", "-6", PASSWORD)).strip();
        var passwd = new StringBuilder(Files.readString(Path.of("/etc/passwd")));
        var shadow = new StringBuilder(Files.readString(Path.of("/etc/shadow")));
        var group = new StringBuilder(Files.readString(Path.of("/etc/group")));
        for (int i = 0; i < USERS.size(); i++) {
            var user = USERS.get(i);
            var home = folder.resolve("home-" + user);
            int id = 64001 + i;
            Files.createDirectories(home);
            OpenSsh.run(List.of("chown", id + ":" + id, home.toString()));
            passwd.append("%s:x:%d:%d::%s:/bin/sh\n".formatted(user, id, id, home));
            shadow.append("%s:%s:20000:0:99999:7:::\n".formatted(user, hash));
            group.append("%s:x:%d:\n".formatted(user, id));
        }
        Files.writeString(folder.resolve("passwd"), passwd);
        Files.writeString(folder.resolve("shadow"), shadow);
        Files.writeString(folder.resolve("group"), group);
        Files.setPosixFilePermissions(folder.resolve("passwd"), PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(folder.resolve("group"), PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(folder.resolve("shadow"), PosixFilePermissions.fromString("rw-------"));
    }

    public int port() {
        return port;
    }

    public Path folder() {
        return folder;
    }

    /** The private key that is let in, for every user. */
    public Path key() {
        return folder.resolve("id_ed25519");
    }

    /** An ssh_config with which dt reaches the server at every 127.x.y.z. */
    public Path config() throws IOException {
        return Files.writeString(
                folder.resolve("ssh_config"), """
                Host *
                  Port %d
                  IdentityFile %s
                  IdentitiesOnly yes
                  UserKnownHostsFile %s
                  StrictHostKeyChecking accept-new
                """.formatted(port, key(), folder.resolve("known_hosts")));
    }

    private void awaitBanner() throws IOException, InterruptedException {
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
                socket.setSoTimeout(5000);
                if (new String(socket.getInputStream().readNBytes(8), StandardCharsets.US_ASCII).equals("SSH-2.0-")) {
                    return;
                }
            } catch (IOException notYet) {
                if (System.nanoTime() > deadline) {
                    throw new IOException(
                            "sshd does not answer: " + Files.readString(folder.resolve("sshd.log")), notYet);
                }
            }
            if (server.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IOException("sshd ended: " + Files.readString(folder.resolve("sshd.log")));
            }
        }
    }

    /** A folder there with room for a megabyte, in the server's own view of the file system. */
    public Path small() {
        return folder.resolve("small");
    }

    /** Ends all connections at once, as a cut wire does; the server goes on. */
    public void cut() {
        server.descendants()
                .filter(process -> process.info().command().orElse("").endsWith("/sshd"))
                .forEach(ProcessHandle::destroyForcibly);
    }

    /** Ends the server and every session it serves; the namespace goes with its last process. */
    @Override
    public void close() {
        server.descendants().forEach(ProcessHandle::destroyForcibly);
        server.destroyForcibly().onExit().join();
    }
}
