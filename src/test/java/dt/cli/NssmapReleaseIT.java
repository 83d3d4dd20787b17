package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.NssHosts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** dt nssmap on another release of Debian: another glibc, PAM and OpenSSH, by an operator who becomes root by sudo. */
@Timeout(600)
class NssmapReleaseIT {
    @TempDir
    Path folder;

    @Test
    void anotherReleaseTakesUsersAndGivesThemBack() throws Exception {
        var other = Files.readString(Path.of("/etc/os-release")).contains("VERSION_CODENAME=trixie")
                ? "bookworm"
                : "trixie";
        try (var fleet = NssmapFleet.of(NssHosts.ofRelease(other, folder.resolve("hosts"), 10, List.of("")), folder)
                .with("-q", "-T", "120", "-u", "deploy")) {
            var original = fleet.withoutHomes(0);

            assertThat(fleet.pushToAll()).as(fleet.said()).isZero();

            assertThat(fleet.hosts.ssh(0, "alice", "whoami; pwd").printed()).isEqualTo("alice\n/home/virtual/alice");
            assertThat(fleet.pushToAll()).isZero();
            assertThat(fleet.printed()).contains(":unchanged: ");
            assertThat(fleet.onAll("remove")).as(fleet.said()).isZero();
            assertThat(fleet.withoutHomes(0)).isEqualTo(original);
        }
    }
}
