package dt.cli;

import dt.fleet.OpenSsh;
import dt.fleet.SudoHosts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Two servers of this machine: one that lets in whoever runs the tests, root, as {@code root}, and one for other users. */
record RootAndUsers(OpenSsh root, SudoHosts users) implements AutoCloseable {
    static RootAndUsers start(Path folder) throws IOException, InterruptedException {
        return new RootAndUsers(OpenSsh.start(folder.resolve("root")), SudoHosts.start(folder.resolve("users")));
    }

    /** An ssh_config for both, with a known_hosts beside it. */
    Path config(Path home) throws IOException {
        return Files.writeString(
                home.resolve("config"),
                """
                Host root
                  HostName 127.3.0.1
                  User %s
                  Port %d
                  IdentityFile %s
                """.formatted(OpenSsh.user(), root.port(), root.key())
                        + Files.readString(users.config())
                                .replace(users.folder().resolve("known_hosts").toString(), home + "/known_hosts"));
    }

    /** Words for dt that reach both. */
    String[] words(Path home, String... words) throws IOException {
        var all = new ArrayList<>(List.of("-F", config(home).toString(), "-D", "/dev/null"));
        all.addAll(List.of(words));
        return all.toArray(String[]::new);
    }

    /** The sshd processes that serve connections of root. */
    Stream<ProcessHandle> sessionsOfRoot() {
        return root.processes().filter(p -> p.info().command().orElse("").endsWith("/sshd"));
    }

    @Override
    public void close() {
        users.close();
        root.close();
    }
}
