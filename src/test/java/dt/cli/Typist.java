package dt.cli;

import dt.demo.DemoFleet;
import dt.fleet.OpenSsh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Somebody at a terminal whose dt knows the hosts of the demo.
 *
 * @param folder the home
 */
record Typist(Path folder, Tmux terminal) implements AutoCloseable {
    /** @param temp where the home is made */
    static Typist at(Path temp, DemoFleet fleet) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory(temp, "");
        Files.createDirectories(folder.resolve(".config/dt"));
        Files.writeString(
                folder.resolve(".config/dt/config.yaml"),
                "db: " + fleet.inventory() + "\nssh-config: " + fleet.sshConfig() + "\n");
        return new Typist(folder, new Tmux(folder));
    }

    /** Writes {@code hosts}, with the hosts one and two, and {@code config}, by which they are a real sshd. */
    void alsoKnows(OpenSsh sshd, Path key) throws IOException {
        Files.writeString(folder.resolve("hosts"), "one\ntwo\n");
        Files.writeString(folder.resolve("known_hosts"), "* " + sshd.hostKey() + "\n");
        Files.writeString(folder.resolve("config"), """
                Host *
                  HostName 127.0.0.1
                  Port %d
                  User %s
                  IdentityFile %s
                  IdentitiesOnly yes
                  UserKnownHostsFile %s
                """.formatted(
                        sshd.port(), OpenSsh.user(), key, folder.resolve("known_hosts")));
    }

    /** A number of seconds for sleep(1) that no other run of the tests on this machine takes. */
    static String ours(int seconds) {
        return seconds + "." + ProcessHandle.current().pid();
    }

    /** How many processes sleep for so long. */
    static long sleeping(String seconds) {
        return ProcessHandle.allProcesses()
                .filter(p -> List.of("/usr/bin/sleep " + seconds, "/bin/sleep " + seconds, "sleep " + seconds)
                        .contains(p.info().commandLine().orElse("")))
                .count();
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }
}
