package dt.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * SSH hosts on loopback, and the files with which a person or a program reaches them. They let in one key, made for them;
 * their commands are real processes of the user who started them, each host in a home folder of its own. {@link #close}
 * leaves nothing of all this.
 */
public final class DemoFleet implements AutoCloseable {
    private final Path folder;
    private final DemoServer server;

    private DemoFleet(Path folder, DemoServer server) {
        this.folder = folder;
        this.server = server;
    }

    /**
     * Raises the eight hosts of the tour; they answer when it returns.
     *
     * @param parent the folder, such as /tmp, in which the fleet makes a private one
     * @throws IOException when a folder cannot be written or an address cannot be listened on; nothing is left then
     */
    public static DemoFleet start(Path parent) throws IOException {
        return start(parent, DemoHost.EIGHT);
    }

    /**
     * Raises hosts {@code h0001}, {@code h0002}, ...: one server for them all, so that a thousand cost little more than
     * their addresses.
     *
     * @throws IOException as {@link #start(Path)}
     */
    public static DemoFleet start(Path parent, int hosts) throws IOException {
        return start(parent, DemoHost.many(hosts));
    }

    /** The words that make dt use these hosts and nothing else of the user's: {@code -D FOLDER -F FILE}. */
    public List<String> options() {
        return List.of("-D", inventory().toString(), "-F", sshConfig().toString());
    }

    /** A {@code hosts.d} folder: names and tags. Where the hosts listen is in {@link #sshConfig}. */
    public Path inventory() {
        return folder.resolve(FleetFiles.INVENTORY);
    }

    /** An ssh_config that knows the hosts' addresses, keys and the way in; as good for ssh as for dt. */
    public Path sshConfig() {
        return folder.resolve(FleetFiles.SSH_CONFIG);
    }

    /** What to show a newcomer, in this order. */
    public List<Step> tour() {
        return Step.TOUR;
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

    private static DemoFleet start(Path parent, List<DemoHost> hosts) throws IOException {
        JdkEd25519.install();
        // Only the owner gets in: java.nio.file.Files makes temporary folders with mode 0700.
        var folder = Files.createTempDirectory(parent.toAbsolutePath(), "dt-demo-");
        try {
            return startIn(folder, hosts);
        } catch (IOException | RuntimeException e) {
            delete(folder);
            throw e;
        }
    }

    private static DemoFleet startIn(Path folder, List<DemoHost> hosts) throws IOException {
        Programs.install(folder);
        var keys = new LinkedHashMap<String, KeyPair>();
        var homes = new LinkedHashMap<String, HostFolder>();
        for (var host : hosts) {
            keys.put(host.address(), Keys.make());
            homes.put(host.address(), HostFolder.make(folder, host));
        }
        var key = Keys.make();
        var server = DemoServer.start(Map.copyOf(homes), Map.copyOf(keys), key.getPublic());
        try {
            new FleetFiles(folder, hosts, server.port()).write(keys, key);
            return new DemoFleet(folder, server);
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

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
