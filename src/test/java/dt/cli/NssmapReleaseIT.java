package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.NssHosts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
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
        try (var hosts = NssHosts.ofRelease(other, folder.resolve("hosts"), 10, List.of(""))) {
            Files.copy(
                    Path.of(hosts.key() + ".pub"),
                    Files.createDirectories(folder.resolve("roster")).resolve("alice"));
            var caller = Caller.at(Files.createDirectories(folder.resolve("home")));
            var original = withoutHomes(hosts.snapshot(0));

            assertThat(types(caller, hosts, "push", "--roster", "../roster"))
                    .as(caller.printed())
                    .isZero();

            assertThat(hosts.ssh(0, "alice", "whoami; pwd").printed()).isEqualTo("alice\n/home/virtual/alice");
            assertThat(types(caller, hosts, "push", "--roster", "../roster")).isZero();
            assertThat(caller.printed()).contains(":unchanged: ");
            assertThat(types(caller, hosts, "remove")).as(caller.printed()).isZero();
            assertThat(withoutHomes(hosts.snapshot(0))).isEqualTo(original);
        }
    }

    private static int types(Caller caller, NssHosts hosts, String... words) {
        var all = new java.util.ArrayList<>(List.of(
                "-F",
                hosts.config().toString(),
                "-D",
                "/dev/null",
                "-q",
                "-T",
                "120",
                "-u",
                "deploy",
                hosts.all(),
                "nssmap"));
        all.addAll(List.of(words));
        return caller.types(all.toArray(String[]::new));
    }

    private static String withoutHomes(String snapshot) {
        return snapshot.lines().filter(line -> !line.contains("home/virtual")).collect(Collectors.joining("\n"));
    }
}
