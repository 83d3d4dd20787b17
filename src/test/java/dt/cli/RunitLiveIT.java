package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.OpenSsh;
import dt.fleet.Supervised;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Logs and states of services as they come, from several hosts at once. */
@Timeout(180)
class RunitLiveIT {
    @TempDir
    static Path servers;

    private static OpenSsh server;

    @TempDir
    Path home;

    private RunitHosts hosts;

    @BeforeAll
    static void start() throws Exception {
        server = OpenSsh.start(servers.resolve("server"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void threeHosts() throws Exception {
        hosts = new RunitHosts(home, server);
    }

    @AfterEach
    void end() {
        hosts.close();
    }

    @Test
    void logsOfManyHostsComeAtOnceAsTheyGrow() throws Exception {
        for (int i = 1; i <= 3; i++) {
            var folder = hosts.service(i, "httpd", Supervised.STEADY);
            Files.createDirectories(folder.resolve("log/main"));
            Files.writeString(folder.resolve("log/main/current"), "first of " + i + "\n");
        }
        try (var tail = hosts.begins("all", "runit", "tail", "httpd")) {
            Supervised.until(() -> tail.lines("first") == 3, "the first lines");
            for (int i = 1; i <= 3; i++) {
                Files.writeString(
                        home.resolve("host" + i + "/service/httpd/log/main/current"),
                        "second of " + i + "\n",
                        StandardOpenOption.APPEND);
            }
            Supervised.until(() -> tail.lines("second") == 3, "the second lines");
            assertThat(tail.printed()).contains("web2: first of 2\n", "web3: second of 3\n");
        }
    }

    @Test
    void changesOfServicesAreToldAsTheyComeAndTheHostsAreLeftClean() throws Exception {
        hosts.service(1, "httpd", Supervised.STEADY);
        var nginx = hosts.host(2).service("nginx", Supervised.STEADY);
        var watch = hosts.begins("web1,web2", "runit", "watch");
        try (watch) {
            Supervised.until(() -> watch.lines("httpd: run ") == 1 && watch.lines("nginx: not supervised") == 1, "all");
            assertThat(hosts.types("web1", "runit", "down", "httpd", "-w", "60"))
                    .isZero();
            Supervised.until(() -> watch.lines("httpd: down ") > 0, "the stop");
            var supervisor = hosts.host(2).supervise("runsv", nginx);
            Supervised.until(() -> watch.lines("nginx: run ") > 0, "the new one");

            // That changes no file: it is found out by asking.
            var left = supervisor.children().toList();
            supervisor.destroyForcibly();
            Supervised.until(() -> watch.lines("nginx: not supervised") == 2, "the supervisor's death");
            left.forEach(ProcessHandle::destroyForcibly);
        }
        assertThat(watch.lines("httpd: run ")).as(watch.printed()).isEqualTo(1);
        Supervised.until(() -> ProcessHandle.allProcesses().noneMatch(this::watches), "nobody watches any more");
    }

    /** The JDK has no more than the beginning of a command line. */
    private boolean watches(ProcessHandle process) {
        try {
            var line = Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"), StandardCharsets.ISO_8859_1);
            return line.contains("main watch") && line.contains(home.toString());
        } catch (IOException gone) {
            return false;
        }
    }
}
