package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.OpenSsh;
import dt.fleet.Supervised;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Three hosts on one sshd, each with a service folder of its own below {@code home}, and dt before them. */
final class RunitHosts implements AutoCloseable {
    private final Path home;
    private final List<Supervised> hosts = new ArrayList<>();
    private final Caller caller;

    RunitHosts(Path home, OpenSsh server) throws IOException {
        this.home = home;
        Files.createDirectories(home.resolve(".ssh"));
        Files.writeString(home.resolve(".ssh/known_hosts"), "* " + server.hostKey() + "\n");
        Files.write(
                home.resolve(".ssh/config"),
                List.of(
                        "Host *",
                        "Port " + server.port(),
                        "IdentityFile " + server.key(),
                        "IdentitiesOnly yes",
                        "GlobalKnownHostsFile none"));
        var inventory = new StringBuilder("hosts:\n");
        for (int i = 1; i <= 3; i++) {
            var folder = home.resolve("host" + i).resolve("service");
            hosts.add(new Supervised(folder));
            inventory.append("  web%d: {address: 127.0.0.%d, vars: {runit_dir: %s}}\n".formatted(i, i, folder));
        }
        Files.writeString(home.resolve("hosts.yaml"), inventory.toString());
        caller = Caller.at(home);
    }

    Caller caller() {
        return caller;
    }

    List<Supervised> all() {
        return hosts;
    }

    /** A host, counted from 1. */
    Supervised host(int number) {
        return hosts.get(number - 1);
    }

    /** A supervised service on a host, counted from 1. */
    Path service(int number, String name, String run) throws Exception {
        var folder = host(number).service(name, run);
        host(number).supervise("runsv", folder);
        return folder;
    }

    int types(String... words) {
        return caller.types(words(words).toArray(String[]::new));
    }

    private List<String> words(String... words) {
        var all = new ArrayList<>(List.of(
                "-F",
                home.resolve(".ssh/config").toString(),
                "-D",
                home.resolve("hosts.yaml").toString()));
        all.addAll(List.of("-T", "60"));
        all.addAll(List.of(words));
        return all;
    }

    /** A call that goes on until it is closed. */
    Live begins(String... words) {
        return new Live(words(words));
    }

    /** A call under way. */
    final class Live implements AutoCloseable {
        private final Interrupt interrupt = new Interrupt();
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final Thread thread;

        private Live(List<String> words) {
            var surroundings = new Surroundings(
                    caller.env(),
                    home,
                    new ByteArrayInputStream(new byte[0]),
                    out,
                    new ByteArrayOutputStream(),
                    Terminal.NONE,
                    Prompt.NOBODY,
                    interrupt);
            thread = Thread.ofPlatform().start(() -> Dt.run(words, surroundings));
        }

        String printed() {
            return out.toString(StandardCharsets.UTF_8);
        }

        /** How many lines have this word behind their host. */
        long lines(String word) {
            return printed().lines().filter(line -> line.contains(": " + word)).count();
        }

        /** As by two Ctrl-C. */
        @Override
        public void close() {
            interrupt.fire();
            interrupt.fire();
            try {
                assertThat(thread.join(Duration.ofSeconds(60)))
                        .as("the call ends when it is interrupted")
                        .isTrue();
            } catch (InterruptedException interrupted) {
                throw new AssertionError("interrupted while the call ended", interrupted);
            }
        }
    }

    @Override
    public void close() {
        hosts.forEach(Supervised::close);
    }
}
