package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.NssHosts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** dt nssmap on hosts with a Debian and an sshd of their own: what it promises when nothing goes wrong. */
@Timeout(600)
class NssmapPushIT {
    private static final int HOSTS = 20;

    @TempDir
    static Path folder;

    private static NssHosts hosts;
    private static Caller caller;

    @BeforeAll
    static void start() throws Exception {
        hosts = NssHosts.start(folder.resolve("hosts"), 1, Collections.nCopies(HOSTS, ""));
        caller = Caller.at(Files.createDirectories(folder.resolve("home")));
        roster("alice", "bob", "carol");
    }

    @AfterAll
    static void stop() {
        hosts.close();
    }

    private static void roster(String... users) throws Exception {
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

    private static int dt(String... words) throws Exception {
        var all = new ArrayList<>(List.of("-F", hosts.config().toString(), "-D", "/dev/null", "-q", "-T", "120"));
        all.addAll(List.of(words));
        return caller.types(all.toArray(String[]::new));
    }

    private static int push() throws Exception {
        return dt(
                hosts.all(),
                "nssmap",
                "push",
                "--roster",
                folder.resolve("roster").toString());
    }

    @Test
    void usersComeAndGoWithTheRosterAndEverythingCanBeTakenBack() throws Exception {
        var original = hosts.onEach(hosts::snapshot);

        assertThat(push()).as(said()).isZero();
        assertThat(caller.printed().lines()).hasSize(HOSTS).allMatch(line -> line.contains("confirmed by a new login"));
        hosts.onEach(host -> {
            for (var user : List.of("alice", "bob", "carol")) {
                var run = hosts.ssh(host, user, "whoami; pwd");
                assertThat(run).isEqualTo(new NssHosts.Run(0, user + "\n/home/virtual/" + user));
            }
            assertThat(hosts.ssh(host, "mallory", "id").status()).isEqualTo(255);
            assertThat(hosts.ssh(host, "deploy", "sudo id -u")).isEqualTo(new NssHosts.Run(0, "0"));
            return null;
        });
        var pushed = hosts.onEach(hosts::snapshot);

        assertThat(push()).as(said()).isZero();
        assertThat(caller.printed().lines()).hasSize(HOSTS).allMatch(line -> line.contains(":unchanged: libnss_map"));
        assertThat(hosts.onEach(hosts::snapshot)).isEqualTo(pushed);

        hosts.root(3, "echo '# by hand' >>/etc/nssmap.conf");
        assertThat(dt(hosts.all(), "nssmap", "status")).isZero();
        assertThat(caller.printed().lines().filter(line -> line.contains("3 users, no drift")))
                .hasSize(HOSTS - 1);
        assertThat(caller.printed()).contains(hosts.address(3) + ":libnss_map").contains(", drift: /etc/nssmap.conf");
        hosts.root(3, "sed -i '$d' /etc/nssmap.conf");

        roster("alice", "dave");
        assertThat(push()).as(said()).isZero();
        assertThat(hosts.ssh(0, "dave", "whoami").printed()).isEqualTo("dave");
        assertThat(hosts.ssh(0, "bob", "whoami").status()).isEqualTo(255);
        assertThat(hosts.ssh(0, "root", "getent passwd bob").status()).isEqualTo(2);

        assertThat(dt(hosts.all(), "nssmap", "rollback")).as(said()).isZero();
        assertThat(withoutState(hosts.onEach(hosts::snapshot))).isEqualTo(withoutState(pushed));
        assertThat(hosts.ssh(0, "bob", "whoami").printed()).isEqualTo("bob");

        assertThat(dt("-u", "deploy", hosts.all(), "nssmap", "remove"))
                .as(said())
                .isZero();
        // Homes stay, and so does the folder that they are in.
        assertThat(withoutHomes(hosts.onEach(hosts::snapshot))).isEqualTo(withoutHomes(original));
        assertThat(hosts.ssh(0, "alice", "true").status()).isEqualTo(255);
        assertThat(dt(hosts.all(), "nssmap", "status")).isZero();
        assertThat(caller.printed().lines()).hasSize(HOSTS).allMatch(line -> line.endsWith(":not installed"));
        // As long as it is not used, the library is not open.
        assertThat(hosts.root(0, "grep -l libnss_map /proc/[0-9]*/maps || echo none"))
                .isEqualTo("none");
    }

    private static String said() {
        return caller.printed() + caller.complained();
    }

    private static List<String> withoutState(List<String> snapshots) {
        return without(snapshots, "var/lib/nssmap");
    }

    private static List<String> withoutHomes(List<String> snapshots) {
        return without(snapshots, "home/virtual");
    }

    private static List<String> without(List<String> snapshots, String path) {
        return snapshots.stream()
                .map(text -> String.join(
                        "\n", text.lines().filter(line -> !line.contains(path)).toList()))
                .toList();
    }
}
