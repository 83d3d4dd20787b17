package dt.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.OpenSsh;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo hosts, as OpenSSH's own client sees them. */
class DemoFleetIT {
    @TempDir
    Path folder;

    @Test
    void eachHostAnswersWithItsOwnNameInItsOwnFolder() throws Exception {
        try (var fleet = DemoFleet.start(folder)) {
            assertThat(ssh(fleet, "web1", "hostname; pwd").printed()).matches("web1\n.*/hosts/web1\n");
            assertThat(ssh(fleet, "db2", "hostname; pwd").printed()).matches("db2\n.*/hosts/db2\n");
        }
    }

    @Test
    void everyHostOfTheInventoryAnswersAndTheyDiffer() throws Exception {
        try (var fleet = DemoFleet.start(folder)) {
            var uptimes = new ArrayList<String>();
            for (var host : DemoHost.EIGHT) {
                var answer = ssh(fleet, host.name(), "uptime");
                assertThat(answer.status()).as(host.name()).isZero();
                uptimes.add(answer.printed());
            }

            assertThat(uptimes).hasSize(8).doesNotHaveDuplicates();
            assertThat(fleet.inventory().resolve("demo.yaml"))
                    .content()
                    .contains("  web1:\n    tags: [linux, web, prod, rack=r1]\n");
        }
    }

    @Test
    void aKeyThatTheFleetDidNotMakeIsRefused() throws Exception {
        var stranger = OpenSsh.keygen(folder.resolve("stranger"), "-t", "ed25519");
        try (var fleet = DemoFleet.start(folder)) {
            var config = Files.readString(fleet.sshConfig())
                    .replaceAll("IdentityFile \".*\"", "IdentityFile \"" + stranger + "\"");
            Files.writeString(fleet.sshConfig(), config);

            var answer = ssh(fleet, "web1", "hostname");

            assertThat(answer.status()).isEqualTo(255);
            assertThat(answer.complained()).contains("Permission denied (publickey)");
        }
    }

    @Test
    void eachHostHasAKeyOfItsOwn() throws Exception {
        try (var fleet = DemoFleet.start(folder)) {
            var known = Files.readAllLines(fleet.sshConfig().resolveSibling("known_hosts"));

            assertThat(known).hasSize(8).allMatch(line -> line.contains(" ssh-ed25519 "));
            assertThat(known.stream().map(line -> line.split(" ")[2])).doesNotHaveDuplicates();
        }
    }

    @Test
    void oneDatabaseIsDownUntilItIsStarted() throws Exception {
        try (var fleet = DemoFleet.start(folder)) {
            assertThat(ssh(fleet, "db1", "service postgres status"))
                    .isEqualTo(new Answer(0, "postgres is running\n", ""));
            assertThat(ssh(fleet, "db2", "service postgres status"))
                    .isEqualTo(new Answer(3, "postgres is stopped\n", ""));
            assertThat(ssh(fleet, "db2", "service postgres start").status()).isZero();
            assertThat(ssh(fleet, "db2", "service postgres status"))
                    .isEqualTo(new Answer(0, "postgres is running\n", ""));
        }
    }

    @Test
    void inputReachesTheCommandAndBothOutputsComeBack() throws Exception {
        var input = "x".repeat(300_000) + "\n";
        try (var fleet = DemoFleet.start(folder)) {
            var process = start(fleet, "web1", "cat; echo sorry >&2; exit 7");
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.US_ASCII));
            }

            assertThat(answer(process)).isEqualTo(new Answer(7, input, "sorry\n"));
        }
    }

    @Test
    void aCommandEndedByASignalHasNoExitStatus() throws Exception {
        try (var fleet = DemoFleet.start(folder)) {
            // What ssh(1) ends with when it was told of no status.
            assertThat(ssh(fleet, "web1", "kill -TERM $$").status()).isEqualTo(255);
        }
    }

    @Test
    void nothingIsLeftAfterCloseNotEvenACommandThatLeftItsSession() throws Exception {
        var fleet = DemoFleet.start(folder);
        var process = start(fleet, "mail1", "setsid sleep 4711 & echo $!; wait");
        var sleeper = Long.parseLong(process.inputReader().readLine());
        assertThat(ProcessHandle.of(sleeper)).isPresent();

        fleet.close();

        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ProcessHandle.of(sleeper).filter(DemoFleetIT::runs)).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void closingTwiceDoesNothing() throws Exception {
        var fleet = DemoFleet.start(folder);
        fleet.close();

        fleet.close();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void onlyTheOwnerCanLookIntoTheFolder() throws Exception {
        try (var fleet = DemoFleet.start(folder)) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(fleet.sshConfig().getParent())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void listensOnLoopbackOnly() throws Exception {
        try (var fleet = DemoFleet.start(folder)) {
            var port = Files.readString(fleet.sshConfig()).replaceAll("(?s).*Port (\\d+).*", "$1");

            var listening = listeners(Integer.parseInt(port));

            assertThat(listening).hasSize(8).allMatch(address -> address.endsWith("7F"), "in 127.0.0.0/8");
        }
    }

    @Test
    void aThousandHostsAnswerToo() throws Exception {
        try (var fleet = DemoFleet.start(folder, 1000)) {
            for (var host : List.of("h0001", "h0250", "h1000")) {
                assertThat(ssh(fleet, host, "hostname").printed()).isEqualTo(host + "\n");
            }
        }
    }

    /** A killed process stays as a zombie until its new parent, which may be nobody in a container, collects it. */
    private static boolean runs(ProcessHandle process) {
        try {
            return !Files.readString(Path.of("/proc/" + process.pid() + "/stat"))
                    .contains(") Z ");
        } catch (IOException gone) {
            return false;
        }
    }

    /** Local addresses in the form of proc_net_tcp(5), the lowest byte last, of the sockets in state LISTEN. */
    private static List<String> listeners(int port) throws IOException {
        var found = new ArrayList<String>();
        for (var file : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            for (var line : Files.readAllLines(Path.of(file))) {
                var words = line.strip().split(" +");
                if (words[3].equals("0A") && words[1].endsWith(":%04X".formatted(port))) {
                    found.add(words[1].substring(0, words[1].indexOf(':')));
                }
            }
        }
        return found;
    }

    private record Answer(int status, String printed, String complained) {}

    private static Answer ssh(DemoFleet fleet, String host, String command) throws Exception {
        var process = start(fleet, host, command);
        process.getOutputStream().close();
        return answer(process);
    }

    private static Process start(DemoFleet fleet, String host, String command) throws IOException {
        return new ProcessBuilder("ssh", "-F", fleet.sshConfig().toString(), "-o", "BatchMode=yes", host, command)
                .start();
    }

    private static Answer answer(Process process) throws Exception {
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var complained = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), printed, complained);
    }
}
