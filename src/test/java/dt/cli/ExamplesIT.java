package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.OpenSsh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The drop-ins of {@code modules/} on a real sshd; redis-cli and ipmitool are stand-ins that print their words. */
@Timeout(240)
class ExamplesIT {
    @TempDir
    static Path folder;

    static OpenSsh server;
    static Path there;

    private Caller caller;
    private String db;

    @BeforeAll
    static void start() throws Exception {
        there = Files.createDirectories(folder.resolve("there"));
        program("redis-cli", "[ $# -eq 1 ] && printf 'role:master\\r\\nconnected_clients:3\\r\\n' || echo \"$@\"");
        program("ipmitool", "echo \"$@\"");
        server = OpenSsh.start(
                folder.resolve("sshd"), "SetEnv HOME=" + there + " PATH=" + folder.resolve("bin") + ":/usr/bin:/bin");
    }

    private static void program(String name, String text) throws IOException {
        var file = Files.createDirectories(folder.resolve("bin")).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void caller() throws IOException {
        caller = Caller.at(folder);
        var modules = Files.createDirectories(folder.resolve(".config/dt/modules"));
        for (var name : new String[] {"redis", "ipmitool", "deploy", "logtail", "certs"}) {
            var copy = modules.resolve(name);
            Files.deleteIfExists(copy);
            Files.copy(Path.of("modules", name), copy);
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        db = Files.writeString(folder.resolve("hosts.yaml"), """
                hosts:
                  web1:
                    address: 127.0.0.1
                    port: %d
                    identity: %s
                    vars: {bmc: 10.9.9.9, bmc_user: oper}
                """.formatted(server.port(), server.key()))
                .toString();
    }

    private String dt(int status, String... words) {
        var all = new java.util.ArrayList<>(java.util.List.of(
                "-q", "-F", "none", "-O", "StrictHostKeyChecking=accept-new", "-T", "60", "-D", db, "web1"));
        all.addAll(java.util.List.of(words));
        assertThat(caller.types(all.toArray(String[]::new)))
                .as(caller.printed() + caller.complained())
                .isEqualTo(status);
        return caller.printed();
    }

    @Test
    void redisAsksTheServerOfTheHost() {
        assertThat(dt(0, "redis")).isEqualTo("okay::dt:redis:web1:role=master connected_clients=3\n");
        assertThat(dt(0, "redis", "get", "a b")).isEqualTo("okay::dt:redis:web1:get a b\n");
    }

    @Test
    void ipmitoolAsksTheBoardFromHere() throws Exception {
        Files.createDirectories(folder.resolve("bin"));
        var file = folder.resolve(".config/dt/modules/ipmitool");
        Files.writeString(
                file, Files.readString(file).replace("exec ipmitool", "exec " + folder.resolve("bin/ipmitool")));

        assertThat(dt(0, "ipmitool"))
                .isEqualTo("okay::dt:ipmitool:web1:-I lanplus -E -H 10.9.9.9 -U oper power status\n");
    }

    @Test
    void deployCopiesSwitchesAndRestarts() throws Exception {
        for (var release : new String[] {"v1", "v2"}) {
            Files.writeString(Files.createDirectories(folder.resolve(release)).resolve("app"), release);
            assertThat(dt(0, "deploy", release, there + "/my app", "cat", "'" + there + "/my app/current/app'"))
                    .endsWith(":1 sent, 0 unchanged, 2 bytes\\n" + release + "\n");
        }

        assertThat(there.resolve("my app/v1/app")).hasContent("v1");
        assertThat(Files.readSymbolicLink(there.resolve("my app/current"))).isEqualTo(Path.of("v2"));
    }

    @Test
    void logtailShowsTheNewestLines() throws Exception {
        Files.writeString(there.resolve("a log"), "one\ntwo error\nthree\nfour error\n");

        assertThat(dt(0, "logtail", "-n", "1", there + "/a log")).endsWith(":four error\n");
        assertThat(dt(0, "logtail", there + "/a log", "error")).endsWith(":two error\\nfour error\n");
    }

    @Test
    void certsSaysWhatEndsSoon() throws Exception {
        for (var days : new String[] {"10", "100"}) {
            OpenSsh.run(java.util.List.of(
                    "openssl",
                    "req",
                    "-x509",
                    "-newkey",
                    "ec",
                    "-pkeyopt",
                    "ec_paramgen_curve:P-256",
                    "-nodes",
                    "-subj",
                    "/CN=x",
                    "-days",
                    days,
                    "-keyout",
                    folder + "/key",
                    "-out",
                    there + "/" + days));
        }

        assertThat(dt(0, "certs", there + "/100")).contains("/100 ends ");
        assertThat(dt(1, "certs", there + "/100", there + "/10")).contains("/10 ends soon: ");
    }
}
