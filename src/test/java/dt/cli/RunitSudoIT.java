package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.SudoHosts;
import dt.fleet.Supervised;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Services of root, for a user who may ask sudo. */
@Timeout(120)
class RunitSudoIT {
    @TempDir
    Path folder;

    @Test
    void servicesOfRootAreClosedToOthersAndOpenWithSudo() throws Exception {
        try (var hosts = SudoHosts.start(folder.resolve("sudo"));
                var root = new Supervised(folder.resolve("service"))) {
            Files.setPosixFilePermissions(root.folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
            var httpd = root.service("httpd", Supervised.STEADY);
            root.supervise("runsv", httpd);
            var caller = Caller.at(folder).answering(new Prompt() {
                @Override
                public Optional<char[]> secret(String question) {
                    return Optional.of(SudoHosts.PASSWORD.toCharArray());
                }

                @Override
                public Optional<String> line(String question) {
                    return Optional.empty();
                }
            });

            assertThat(dt(caller, hosts, "asked@127.0.0.1", "status")).isEqualTo(1);
            assertThat(caller.printed())
                    .isEqualTo("fail::dt:runit:asked@127.0.0.1:httpd: not permitted: its supervise folder is closed"
                            + " to this user; add --sudo\n");
            assertThat(dt(caller, hosts, "asked@127.0.0.[1-3]", "restart", "--sudo", "-w", "60", "httpd"))
                    .as(caller.printed())
                    .isZero();
            assertThat(caller.printed().lines())
                    .hasSize(3)
                    .allMatch(line -> line.matches(
                            "okay::dt:runit:asked@127.0.0.\\d:httpd: run pid=\\d+ uptime=\\d+ want=up( term)?"));
            assertThat(dt(caller, hosts, "tty@127.0.0.1", "status", "--sudo", "httpd"))
                    .as(caller.printed())
                    .isZero();
        }
    }

    private int dt(Caller caller, SudoHosts hosts, String selector, String... words) throws Exception {
        var all = new java.util.ArrayList<>(
                java.util.List.of("-F", hosts.config().toString(), "-D", "/dev/null", "-T", "60", selector, "runit"));
        all.addAll(java.util.List.of(words));
        all.addAll(java.util.List.of("--dir", folder.resolve("service").toString()));
        return caller.types(all.toArray(String[]::new));
    }
}
