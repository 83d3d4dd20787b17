package dt.cli;

import dt.fleet.OpenSsh;
import dt.inventory.Host;
import dt.journal.Journals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The home of somebody whose hosts h1, h2, ... are addresses of one real sshd, and commands that count on the side of the
 * host how often they are executed there.
 */
record CountingHosts(Path home, int hosts) {
    static CountingHosts at(Path home, OpenSsh server, int hosts) throws IOException {
        Files.createDirectories(home.resolve("counts"));
        Files.createDirectories(home.resolve(".ssh"));
        Files.writeString(home.resolve(".ssh/known_hosts"), "* " + server.hostKey() + "\n");
        Files.writeString(home.resolve(".ssh/config"), """
                IdentityFile %s
                IdentitiesOnly yes
                GlobalKnownHostsFile none
                """.formatted(server.key()));
        var file = new StringBuilder("hosts:\n");
        for (int i = 1; i <= hosts; i++) {
            file.append("  h%d: {address: 127.9.0.%d, port: %d}\n".formatted(i, i, server.port()));
        }
        Files.writeString(home.resolve("hosts.yaml"), file);
        return new CountingHosts(home, hosts);
    }

    /** The program in a process of its own. */
    Child dt(String... words) throws IOException {
        return dt(List.of(), words);
    }

    Child dt(List<String> prefix, String... words) throws IOException {
        return Child.start(home, prefix, words(words));
    }

    String[] words(String... words) {
        var all = new ArrayList<>(List.of(
                "-F",
                home.resolve(".ssh/config").toString(),
                "-D",
                home.resolve("hosts.yaml").toString()));
        all.addAll(List.of(words));
        return all.toArray(String[]::new);
    }

    /** One more byte in the file of the host; then what is given, in which {@code $3} is the address. */
    String counting(String more) {
        return "set -- $SSH_CONNECTION; printf x >>" + home.resolve("counts") + "/$3; " + more;
    }

    /** How often the host executed a command. */
    int count(Host host) throws IOException {
        var file = home.resolve("counts").resolve(address(host));
        return Files.exists(file) ? (int) Files.size(file) : 0;
    }

    static String address(Host host) {
        return "127.9.0." + host.name().substring(1);
    }

    /** Forgets what was counted. */
    void forget() throws IOException {
        try (var files = Files.list(home.resolve("counts"))) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    Journals journals() {
        return new Journals(home.resolve(".local/state/dt/runs"));
    }

    /** What the last {@link Child} said on standard error. */
    String complained() throws IOException {
        return Files.readString(home.resolve("stderr"));
    }
}
