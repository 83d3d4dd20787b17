package dt.module.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dt.inventory.Host;
import dt.module.Outcome;
import dt.module.UsageException;
import dt.remote.Input;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PingTest {
    @TempDir
    Path folder;

    private Ping module(String ping) throws Exception {
        var file = Files.writeString(folder.resolve("ping"), "#!/bin/sh\n" + ping + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new Ping(Map.of("PATH", folder + ":/usr/bin:/bin"), folder);
    }

    @Test
    void aTcpPingConnectsAndTellsTheTime() throws Exception {
        try (var door = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            var machine = new OnThisMachine(folder);
            var host = Host.named("127.0.0.1");
            var job = machine.job(module("exit 9"), Input.EMPTY, "--tcp", "" + door.getLocalPort(), "-c", "3");

            assertThat(machine.runs(job, host)).isEqualTo(new Outcome.Okay());

            assertThat(machine.out()).matches("min/avg/max [0-9.]+/[0-9.]+/[0-9.]+ ms, 3 of 3 answered");
            assertThat(job.facts(host))
                    .containsEntry("sent", 3)
                    .containsEntry("received", 3)
                    .containsKey("avg_us");
            assertThat(job.connects()).isFalse();
        }
    }

    @Test
    void aClosedPortIsAFailureWithItsReason() throws Exception {
        int port;
        try (var door = new ServerSocket(0)) {
            port = door.getLocalPort();
        }
        var machine = new OnThisMachine(folder);
        var job = machine.job(module("exit 9"), Input.EMPTY, "--tcp", "" + port);

        assertThat(machine.runs(job, Host.named("127.0.0.1"))).isEqualTo(new Outcome.Failed(1));

        assertThat(machine.out()).isEqualTo("port " + port + ": connection refused");
    }

    @Test
    void whatPingSaysIsRead() throws Exception {
        var machine = new OnThisMachine(folder);

        assertThat(machine.runs(module("echo \"64 bytes from $7: icmp_seq=1 ttl=64 time=0.042 ms\"")))
                .isEqualTo(new Outcome.Okay());
        assertThat(machine.out()).isEqualTo("0.042 ms");
        assertThat(machine.runs(module("echo 'ping: web1: Name or service not known' >&2; exit 2")))
                .isEqualTo(new Outcome.Failed(1));
        assertThat(machine.out()).isEqualTo("ping: web1: Name or service not known");
    }

    @Test
    void theRealPingReachesThisMachine() throws Exception {
        var machine = new OnThisMachine(folder);
        var job = machine.job(new Ping(machine.environment, folder), Input.EMPTY, "-c", "2");

        assertThat(machine.runs(job, Host.named("127.0.0.1"))).as(machine.out()).isEqualTo(new Outcome.Okay());
        assertThat(machine.out()).endsWith("2 of 2 answered");
    }

    @Test
    void oddWordsAreMistakes() throws Exception {
        var machine = new OnThisMachine(folder);
        var module = module("");
        for (var words : new String[][] {{"-x"}, {"-c"}, {"-c", "0"}, {"--tcp", "99999"}, {"--tcp", "ssh"}}) {
            assertThatThrownBy(() -> machine.runs(module, words)).isInstanceOf(UsageException.class);
        }
    }
}
