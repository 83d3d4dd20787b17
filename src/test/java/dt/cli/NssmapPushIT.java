package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.NssHosts;
import java.nio.file.Path;
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
    private static NssmapFleet fleet;

    @BeforeAll
    static void start() throws Exception {
        hosts = NssHosts.start(folder.resolve("hosts"), 1, Collections.nCopies(HOSTS, ""));
        fleet = NssmapFleet.of(hosts, folder);
        fleet.roster("alice", "bob", "carol");
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @Test
    void usersComeAndGoWithTheRosterAndEverythingCanBeTakenBack() throws Exception {
        var original = hosts.onEach(fleet::withoutHomes);

        assertThat(fleet.pushToAll()).as(fleet.said()).isZero();
        assertThat(fleet.printed().lines()).hasSize(HOSTS).allMatch(line -> line.contains("confirmed by a new login"));
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

        assertThat(fleet.onAll("check", "../roster")).as(fleet.said()).isZero();
        assertThat(fleet.printed().lines()).hasSize(HOSTS).allMatch(line -> line.endsWith(":okay"));

        fleet.with("-q", "-T", "120", "-o", "json");
        assertThat(fleet.pushToAll()).as(fleet.said()).isZero();
        assertThat(fleet.printed().lines())
                .hasSize(HOSTS)
                .allMatch(line -> line.contains("\"stdout\":\"unchanged: libnss_map"))
                .allMatch(line -> line.endsWith(",\"paths_changed\":0}"));
        assertThat(hosts.onEach(hosts::snapshot)).isEqualTo(pushed);

        fleet.with("-q", "-T", "120");
        hosts.root(3, "echo '# by hand' >>/etc/nssmap.conf");
        assertThat(fleet.onAll("status")).isZero();
        assertThat(fleet.printed().lines().filter(line -> line.contains("3 users, no drift")))
                .hasSize(HOSTS - 1);
        assertThat(fleet.printed()).contains(hosts.address(3) + ":libnss_map").contains(", drift: /etc/nssmap.conf");
        hosts.root(3, "echo 'requrie = key' >>/etc/nssmap.conf");
        assertThat(fleet.onAll("check")).isEqualTo(1);
        assertThat(fleet.lineOf(3)).startsWith("fail:").contains("unknown option requrie; did you mean require?");
        hosts.root(3, "sed -i '/by hand/,$d' /etc/nssmap.conf");

        fleet.roster("alice", "dave");
        fleet.with("-q", "-T", "120", "-o", "json");
        assertThat(fleet.pushToAll()).as(fleet.said()).isZero();
        // bob and carol went, dave came.
        assertThat(fleet.printed().lines())
                .hasSize(HOSTS)
                .allMatch(line -> line.contains("pushed: 3 paths changed"))
                .allMatch(line -> line.endsWith(",\"paths_changed\":3}"));
        fleet.with("-q", "-T", "120");
        assertThat(hosts.ssh(0, "dave", "whoami").printed()).isEqualTo("dave");
        assertThat(hosts.ssh(0, "bob", "whoami").status()).isEqualTo(255);
        assertThat(hosts.ssh(0, "root", "getent passwd bob").status()).isEqualTo(2);

        assertThat(fleet.onAll("rollback")).as(fleet.said()).isZero();
        assertThat(withoutState(hosts.onEach(hosts::snapshot))).isEqualTo(withoutState(pushed));
        assertThat(hosts.ssh(0, "bob", "whoami").printed()).isEqualTo("bob");

        assertThat(fleet.with("-q", "-T", "120", "-u", "deploy").onAll("remove"))
                .as(fleet.said())
                .isZero();
        assertThat(hosts.onEach(fleet::withoutHomes)).isEqualTo(original);
        assertThat(hosts.ssh(0, "alice", "true").status()).isEqualTo(255);
        assertThat(fleet.onAll("status")).isZero();
        assertThat(fleet.printed().lines()).hasSize(HOSTS).allMatch(line -> line.endsWith(":not installed"));
        // As long as it is not used, the library is not open.
        hosts.logOut(0);
        assertThat(hosts.root(0, "grep -l libnss_map /proc/[0-9]*/maps || echo none"))
                .isEqualTo("none");
    }

    private static List<String> withoutState(List<String> snapshots) {
        return snapshots.stream()
                .map(text -> String.join(
                        "\n",
                        text.lines()
                                .filter(line -> !line.contains("var/lib/nssmap"))
                                .toList()))
                .toList();
    }
}
