package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.NssHosts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From one UID for all to one for each name, and back. */
@Timeout(600)
class NssmapMigrateIT {
    @TempDir
    Path folder;

    private NssHosts hosts;

    @Test
    void homesGoToTheirUsersAndComeBack() throws Exception {
        try (var fleet = NssmapFleet.of(NssHosts.start(folder.resolve("hosts"), 9, List.of("")), folder)
                .with("-q", "-T", "120", "-u", "deploy")) {
            hosts = fleet.hosts;
            fleet.roster("alice", "bob");
            Files.writeString(folder.resolve("shared"), """
                    virtual:*:15000:15000:virtual user:/home/virtual:/bin/sh
                    require = key
                    keys = /etc/ssh/authorized_keys/%u
                    """);
            assertThat(fleet.pushToAll("--conf", "../shared"))
                    .as(fleet.printed())
                    .isZero();
            assertThat(hosts.ssh(0, "alice", "umask 077; mkdir d; echo secret >d/file; ln -s /etc/passwd link; id -u")
                            .printed())
                    .isEqualTo("15000");
            assertThat(hosts.ssh(0, "bob", "cat ../alice/d/file").printed()).isEqualTo("secret");
            hosts.root(0, "mkdir /home/virtual/gone && chown 15000:15000 /home/virtual/gone");
            var shared = owners();

            assertThat(fleet.onAll("migrate", "--dry-run")).isZero();
            assertThat(fleet.printed()).contains("give /home/virtual/alice and all of it 15000 -> 2038123364");
            assertThat(owners()).isEqualTo(shared);

            var busy = hosts.root(
                    0, "setpriv --reuid=15000 --regid=15000 --clear-groups sleep 600 >/dev/null 2>&1 & echo $!");
            assertThat(fleet.onAll("migrate")).isEqualTo(1);
            assertThat(fleet.printed()).contains("programs of UID 15000 run here");
            hosts.root(0, "kill " + busy);

            assertThat(fleet.onAll("migrate")).as(fleet.printed()).isZero();
            assertThat(fleet.printed()).contains("nobody: /home/virtual/gone stays with UID 15000", "migrated: ");
            assertThat(hosts.ssh(0, "alice", "id -u; cat d/file").printed()).isEqualTo("2038123364\nsecret");
            assertThat(hosts.ssh(0, "bob", "cat ../alice/d/file").status()).isNotZero();
            assertThat(hosts.root(0, "stat -c %u:%g /home/virtual/alice/d/file /home/virtual/alice/link /etc/passwd"))
                    .isEqualTo("2038123364:2038123364\n2038123364:2038123364\n0:0");

            assertThat(fleet.onAll("rollback")).as(fleet.printed()).isZero();
            assertThat(owners()).isEqualTo(shared);
            assertThat(hosts.ssh(0, "bob", "cat ../alice/d/file").printed()).isEqualTo("secret");
        }
    }

    private String owners() throws Exception {
        return hosts.root(0, "find /home/virtual -printf '%p %u %g %m\\n' | sort; cat /etc/nssmap.conf");
    }
}
