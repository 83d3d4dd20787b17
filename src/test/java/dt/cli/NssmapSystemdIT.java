package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.NssHosts;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** dt nssmap on a host with systemd: the timer is a unit of its own, and sshd is a service. */
@Timeout(600)
class NssmapSystemdIT {
    /** What ends all that is in a session of ssh, as a host does that kills what a user leaves behind. */
    private static final String END_SESSION = """
            mv /usr/bin/sync /usr/bin/sync.real
            cat >/usr/bin/sync <<'END'
            #!/bin/sh
            /usr/bin/sync.real "$@"
            [ -e /stop ] || exit 0
            case $1 in */now/steps) ;; *) exit 0 ;; esac
            grep -q nsswitch "$1" || exit 0
            rm /stop
            systemctl kill --signal=KILL ssh.service
            END
            chmod 755 /usr/bin/sync
            """;

    @TempDir
    Path folder;

    @Test
    void theTimerIsAUnitAndOutlivesWhatSystemdEnds() throws Exception {
        try (var fleet =
                NssmapFleet.of(NssHosts.ofSystemd(folder.resolve("hosts"), 11, List.of(END_SESSION)), folder)) {
            var hosts = fleet.hosts;
            assertThat(hosts.root(0, "cat /proc/1/comm; systemctl is-active ssh.service"))
                    .isEqualTo("systemd\nactive");
            var original = fleet.withoutHomes(0);

            hosts.root(0, "touch /stop");
            assertThat(fleet.pushToAll("--confirm-within", "5")).isEqualTo(1);
            awaitLogin(hosts);
            fleet.settles(0);
            fleet.admits(0);
            assertThat(fleet.withoutHomes(0)).isEqualTo(original);
            assertThat(hosts.root(
                            0,
                            "journalctl --quiet -o cat -u 'nssmap-guard-*' _COMM=systemd + _PID=1 | grep nssmap-guard"))
                    .contains("Started nssmap-guard-", "Deactivated successfully");

            assertThat(fleet.pushToAll()).as(fleet.said()).isZero();
            assertThat(fleet.printed()).contains("confirmed by a new login");
            assertThat(hosts.ssh(0, "alice", "whoami").printed()).isEqualTo("alice");
            assertThat(hosts.root(0, "systemctl is-active ssh.service; systemctl list-units --no-legend 'nssmap*'"))
                    .isEqualTo("active");

            assertThat(fleet.onAll("remove")).as(fleet.said()).isZero();
            assertThat(fleet.withoutHomes(0)).isEqualTo(original);
        }
    }

    /** systemd starts the service anew. */
    private static void awaitLogin(NssHosts hosts) throws Exception {
        long begun = System.nanoTime();
        while (hosts.ssh(0, "root", "true").status() != 0) {
            assertThat(System.nanoTime() - begun).isLessThan(60_000_000_000L);
            Thread.sleep(200);
        }
    }
}
