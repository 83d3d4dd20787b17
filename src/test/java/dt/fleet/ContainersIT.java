package dt.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What other tests rely on. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ContainersIT {
    @TempDir
    Path temp;

    @Test
    void aHostLetsInRootAndOpsWhoMaySudo() throws Exception {
        try (var host = Containers.engine().host()) {
            assertThat(ssh(host, "root", "id -un; dpkg -s openssh-server | grep ^Version"))
                    .startsWith("root\nVersion: 1:9.2p1");
            assertThat(ssh(host, "ops", "echo '" + SudoHosts.PASSWORD + "' | sudo -S -p '' id -un"))
                    .isEqualTo("root\n");
        }
    }

    @Test
    void servicesOfRunitRunBesideSshd() throws Exception {
        try (var host = Containers.engine().host("runsvdir", "/etc/service")) {
            assertThat(ssh(host, "root", "ps -C runsvdir -o args=")).isEqualTo("runsvdir /etc/service\n");
        }
    }

    @Test
    void hostsSeeOneAnotherAndNothingOfTheWorld() throws Exception {
        try (var one = Containers.engine().host();
                var two = Containers.engine().host()) {
            assertThat(two.exec("ssh-keyscan", "-t", "ed25519", one.address()).printed())
                    .startsWith(one.address() + " ssh-ed25519 ");
            assertThat(one.exec("ip", "route", "get", "192.0.2.1").printed()).contains("via");
            assertThat(one.exec("bash", "-c", "exec 3<>/dev/tcp/192.0.2.1/53").complained())
                    .contains("Network is unreachable");
        }
    }

    @Test
    void theEngineEndsWithWhoStartedIt() throws Exception {
        var script = new ProcessBuilder(
                        "src/test/fleet/containers", temp.resolve("engine").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var network = script.toHandle();
        List<ProcessHandle> inside;
        var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        do {
            inside = network.descendants().toList();
            assertThat(System.nanoTime()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        } while (inside.stream().noneMatch(ContainersIT::isEngine));

        script.destroyForcibly().waitFor();

        for (var process : inside) {
            process.onExit().get(60, TimeUnit.SECONDS);
        }
    }

    private static boolean isEngine(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("/dockerd");
    }

    private String ssh(Container host, String user, String command) throws Exception {
        var config = Files.write(temp.resolve("config"), host.config("host", temp.resolve("known_hosts")));
        return OpenSsh.run(
                List.of("ssh", "-o", "LogLevel=ERROR", "-F", config.toString(), "-l", user, "host", command));
    }
}
