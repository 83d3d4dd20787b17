package dt.cli;

import dt.demo.DemoFleet;
import dt.fleet.Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The home of somebody who has dt, an agent of its own and the eight hosts of the demo: in ssh_config and, if wanted, in
 * the inventory.
 */
final class FleetHome implements AutoCloseable {
    private final DemoFleet fleet;
    private final Client client;
    private final Path home;

    private FleetHome(DemoFleet fleet, Client client, Path home) {
        this.fleet = fleet;
        this.client = client;
        this.home = home;
    }

    /** @param folder an empty one */
    static FleetHome in(Path folder) throws IOException {
        var home = Files.createDirectory(folder.toRealPath().resolve("home"));
        var fleet = DemoFleet.start(Files.createDirectory(folder.resolve("fleet")));
        Files.createDirectory(home.resolve(".ssh"));
        Files.copy(fleet.sshConfig(), home.resolve(".ssh/config"));
        var bin = Files.createDirectory(home.resolve(".bin"));
        var program = Path.of("target/dt").toAbsolutePath();
        for (var name : List.of("dt", "dthost", "dtstatus", "dtcompact", "dtsh")) {
            Files.createSymbolicLink(bin.resolve(name), program);
        }
        var client = Client.at(home, folder.toRealPath().resolve("run")).with(Map.of("PATH", bin + ":/usr/bin:/bin"));
        return new FleetHome(fleet, client, home);
    }

    /** The hosts, their names and tags, in the inventory of the home. */
    FleetHome withInventory() throws IOException {
        var folder = Files.createDirectories(home.resolve(".config/dt/hosts.d"));
        try (var files = Files.list(fleet.inventory())) {
            for (var file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        return this;
    }

    Path path() {
        return home;
    }

    /** Types a line; what it prints is cut into lines, the home in them is {@code ~}. */
    Document.Answer types(String line) throws IOException, InterruptedException {
        var run = client.shell("exec 2>&1 </dev/null\n" + line);
        var text = run.printed().replace(home.toString(), "~");
        return new Document.Answer(text.lines().collect(Collectors.toList()), run.status());
    }

    @Override
    public void close() throws IOException {
        client.close();
        fleet.close();
        try (var links = Files.list(home.resolve(".bin"))) {
            for (var link : links.toList()) {
                Files.delete(link);
            }
        }
    }
}
