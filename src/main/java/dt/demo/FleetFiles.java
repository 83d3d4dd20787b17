package dt.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The files that tell a client where the hosts are, how they prove who they are, and with which key it gets in. */
record FleetFiles(Path folder, List<DemoHost> hosts, int port) {
    static final String INVENTORY = "hosts.d";
    static final String SSH_CONFIG = "ssh_config";
    private static final String KEY = "id_ed25519";
    private static final String KNOWN_HOSTS = "known_hosts";

    FleetFiles {
        hosts = List.copyOf(hosts);
    }

    /**
     * Writes them all.
     *
     * @param hostKeys by address
     * @param login the key that is let in
     */
    void write(Map<String, KeyPair> hostKeys, KeyPair login) throws IOException {
        Keys.write(login, folder.resolve(KEY));
        Files.writeString(folder.resolve(KNOWN_HOSTS), knownHosts(hostKeys));
        Files.writeString(folder.resolve(SSH_CONFIG), sshConfig());
        Files.writeString(Files.createDirectory(folder.resolve(INVENTORY)).resolve("demo.yaml"), inventory());
    }

    /** One line a host, as sshd(8) says under SSH_KNOWN_HOSTS FILE FORMAT. */
    private String knownHosts(Map<String, KeyPair> hostKeys) {
        return hostKeys.entrySet().stream()
                .map(host -> "[%s]:%d %s\n"
                        .formatted(
                                host.getKey(), port, Keys.line(host.getValue().getPublic())))
                .collect(Collectors.joining());
    }

    private String sshConfig() throws IOException {
        var names = hosts.stream()
                .map(host -> "Host %s\n    HostName %s\n".formatted(host.name(), host.address()))
                .collect(Collectors.joining());
        return names
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
                        port, Files.getOwner(folder).getName(), folder.resolve(KEY), folder.resolve(KNOWN_HOSTS));
    }

    private String inventory() {
        return hosts.stream()
                .map(host -> """
                          %s:
                            tags: [%s]
                        """.formatted(host.name(), String.join(", ", host.tags())))
                .collect(Collectors.joining(
                        "", "# The hosts of dt demo; ssh_config knows where they listen.\nhosts:\n", ""));
    }
}
