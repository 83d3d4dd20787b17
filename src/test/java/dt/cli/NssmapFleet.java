package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.NssHosts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Hosts, a roster, and somebody who calls dt nssmap on them. */
final class NssmapFleet implements AutoCloseable {
    final NssHosts hosts;
    private final Path folder;
    private final Caller caller;
    private List<String> options = List.of("-q", "-T", "120");

    private NssmapFleet(NssHosts hosts, Path folder) throws Exception {
        this.hosts = hosts;
        this.folder = folder;
        caller = Caller.at(Files.createDirectories(folder.resolve("home")));
        roster("alice");
    }

    /** Hosts that were started in {@code folder/hosts}, with alice in the roster. */
    static NssmapFleet of(NssHosts hosts, Path folder) throws Exception {
        return new NssmapFleet(hosts, folder);
    }

    /** What each call begins with, beside the hosts. */
    NssmapFleet with(String... words) {
        options = List.of(words);
        return this;
    }

    /** From now on these users are in the roster, and no others. All of them have the key of the hosts. */
    void roster(String... users) throws Exception {
        var roster = Files.createDirectories(folder.resolve("roster"));
        try (var old = Files.list(roster)) {
            for (var file : old.toList()) {
                Files.delete(file);
            }
        }
        for (var user : users) {
            Files.copy(Path.of(hosts.key() + ".pub"), roster.resolve(user));
        }
    }

    /** dt SELECTOR nssmap WORDS. */
    int on(String selector, String... words) {
        var all = new ArrayList<>(List.of("-F", hosts.config().toString(), "-D", "/dev/null"));
        all.addAll(options);
        all.addAll(List.of(selector, "nssmap"));
        all.addAll(List.of(words));
        return caller.types(all.toArray(String[]::new));
    }

    /** The same on all of them. */
    int onAll(String... words) {
        return on(hosts.all(), words);
    }

    int push(String selector, String... more) {
        var words = new ArrayList<>(
                List.of("push", "--roster", folder.resolve("roster").toString()));
        words.addAll(List.of(more));
        return on(selector, words.toArray(String[]::new));
    }

    int pushToAll(String... more) {
        return push(hosts.all(), more);
    }

    String printed() {
        return caller.printed();
    }

    String complained() {
        return caller.complained();
    }

    String said() {
        return printed() + complained();
    }

    String lineOf(int host) {
        return printed()
                .lines()
                .filter(line -> line.contains(":" + hosts.address(host) + ":"))
                .findFirst()
                .orElse("");
    }

    /** What never changes, whatever happens. */
    Void admits(int host) throws Exception {
        assertThat(hosts.ssh(host, "root", "id -u")).as("root").isEqualTo(new NssHosts.Run(0, "0"));
        assertThat(hosts.ssh(host, "deploy", "sudo id -u")).as("deploy").isEqualTo(new NssHosts.Run(0, "0"));
        return null;
    }

    /** Waits until no change is under way. */
    Void settles(int host) throws Exception {
        long begun = System.nanoTime();
        while (hosts.ssh(host, "root", "test ! -e /var/lib/nssmap/now").status() != 0) {
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMinutes(5));
            TimeUnit.MILLISECONDS.sleep(200);
        }
        return null;
    }

    /** All that a push may touch; homes stay when everything is taken back, and so does the folder that they are in. */
    String withoutHomes(int host) throws Exception {
        return hosts.snapshot(host)
                .lines()
                .filter(line -> !line.contains("home/virtual"))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        hosts.close();
    }
}
