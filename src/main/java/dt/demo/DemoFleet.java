package dt.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Eight SSH hosts on loopback, and the files with which a person or a program reaches them. They let in one key, made for
 * them; their commands are real processes of the user who started them, each host in a home folder of its own.
 * {@link #close} leaves nothing of all this.
 */
public final class DemoFleet implements AutoCloseable {
    private final Path folder;
    private final DemoServer server;

    private DemoFleet(Path folder, DemoServer server) {
        this.folder = folder;
        this.server = server;
    }

    /**
     * Raises the hosts; they answer when it returns.
     *
     * @param parent the folder, such as /tmp, in which the fleet makes a private one
     * @throws IOException when a folder cannot be written or an address cannot be listened on; nothing is left then
     */
    public static DemoFleet start(Path parent) throws IOException {
        var folder = Files.createTempDirectory(parent.toAbsolutePath(), "dt-demo-");
        try {
            return startIn(folder);
        } catch (IOException | RuntimeException e) {
            delete(folder);
            throw e;
        }
    }

    /** The inventory: the eight hosts, and one that is gone. */
    public Path inventory() {
        return folder.resolve("inventory.yaml");
    }

    /** An ssh_config that knows the hosts' addresses, keys and the way in; as good for ssh as for dt. */
    public Path sshConfig() {
        return folder.resolve("ssh_config");
    }

    /** Ends the hosts and every process that they started, and deletes their files. A second call does nothing. */
    @Override
    public void close() throws IOException {
        try {
            server.close();
        } finally {
            ProcessGroup.killMarked(HostFolder.MARK + "=" + folder);
            delete(folder);
        }
    }

    private static DemoFleet startIn(Path folder) throws IOException {
        Programs.install(folder);
        var hosts = new HashMap<String, HostFolder>();
        var keys = new HashMap<String, KeyPair>();
        for (var host : DemoHost.ALL) {
            hosts.put(host.address(), HostFolder.make(folder, host));
            keys.put(host.address(), Keys.make());
        }
        var key = Keys.make();
        var server = DemoServer.start(hosts, keys, key.getPublic());
        var fleet = new DemoFleet(folder, server);
        try {
            Keys.write(key, folder.resolve("id_ecdsa"));
            Files.writeString(folder.resolve("known_hosts"), knownHosts(keys, server.port()));
            Files.writeString(fleet.sshConfig(), sshConfig(folder, server.port()));
            Files.writeString(fleet.inventory(), inventory());
            return fleet;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static String knownHosts(Map<String, KeyPair> keys, int port) {
        return DemoHost.ALL.stream()
                .map(host -> {
                    var key = Keys.line(keys.get(host.address()).getPublic());
                    return "[" + host.address() + "]:" + port + " " + key + "\n";
                })
                .collect(Collectors.joining());
    }

    private static String sshConfig(Path folder, int port) throws IOException {
        var hosts = everyHost()
                .map(host -> "Host " + host.name() + "\n    HostName " + host.address() + "\n")
                .collect(Collectors.joining());
        return hosts
                + """
                Host *
                    Port %d
                    User %s
                    IdentityFile "%s"
                    IdentitiesOnly yes
                    IdentityAgent none
                    UserKnownHostsFile "%s"
                    GlobalKnownHostsFile /dev/null
                    StrictHostKeyChecking yes
                """.formatted(
                                port,
                                Files.getOwner(folder).getName(),
                                folder.resolve("id_ecdsa"),
                                folder.resolve("known_hosts"));
    }

    private static String inventory() {
        return everyHost()
                .map(host -> """
                          %s:
                            address: %s
                            tags: [%s]
                        """.formatted(host.name(), host.address(), String.join(", ", host.tags())))
                .collect(Collectors.joining(
                        "", "# The hosts of dt demo; ssh_config beside it has the rest.\nhosts:\n", ""));
    }

    private static Stream<DemoHost> everyHost() {
        return Stream.concat(DemoHost.ALL.stream(), Stream.of(DemoHost.GONE));
    }

    /** As much of it as can be deleted: a command may have taken rights from its own folder. */
    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
