package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.OpenSsh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Drop-ins and scripts of this machine on a real sshd. */
@Timeout(240)
class DropInsIT {
    @TempDir
    static Path folder;

    static OpenSsh server;
    static Caller caller;

    @BeforeAll
    static void start() throws Exception {
        server = OpenSsh.start(folder.resolve("sshd"), "SetEnv TMPDIR=" + Files.createDirectory(folder.resolve("tmp")));
        caller = Caller.at(folder);
        Files.writeString(folder.resolve("known_hosts"), "* " + server.hostKey() + "\n");
        Files.writeString(
                folder.resolve("config"), """
                Host *
                  Port %d
                  IdentityFile %s
                  IdentitiesOnly yes
                  UserKnownHostsFile %s
                """.formatted(server.port(), server.key(), folder.resolve("known_hosts")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<String> words(String... words) {
        var all = new ArrayList<>(List.of("-F", "config", "-D", "/dev/null", "-q", "-T", "60"));
        all.addAll(List.of(words));
        return all;
    }

    private static int dt(String... words) {
        return caller.types(words(words).toArray(String[]::new));
    }

    private static void dropIn(String name, String text) throws IOException {
        var file = Files.createDirectories(folder.resolve(".config/dt/modules")).resolve(name);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static long logins() throws IOException {
        return server.log()
                .lines()
                .filter(line -> line.contains("Accepted publickey"))
                .count();
    }

    @Test
    void aLocalOneReachesItsHostOverTheConnectionThatThereIs() throws Exception {
        Files.writeString(folder.resolve("payload"), "from here");
        dropIn("thrice", """
                #!/bin/sh
                # dt: runs = local
                $DT_SSH 'echo one; echo to stderr >&2' || exit 1
                echo 'a  b' | $DT_SSH cat
                $DT_SCP payload $DT_HOST-payload >/dev/null || exit 1
                $DT_SSH "cat $DT_HOST-payload; exit 7"
                echo " $?"
                """);
        long before = logins();

        assertThat(dt("127.0.0.[1-2]", "thrice")).as(caller.complained()).isZero();

        assertThat(caller.printed().lines())
                .containsExactlyInAnyOrder(
                        "okay::dt:thrice:127.0.0.1:one\\nto stderr\\na  b\\nfrom here 7",
                        "okay::dt:thrice:127.0.0.2:one\\nto stderr\\na  b\\nfrom here 7");
        assertThat(logins() - before).isEqualTo(2);
    }

    @Test
    void aRemoteOneRunsThereWithItsArgumentsAsTheyAre() throws Exception {
        dropIn("there", """
                #!/usr/bin/awk -f
                # dt: runs = remote
                BEGIN { for (i = 1; i < ARGC; i++) printf "<%s>", ARGV[i]; exit 5 }
                """);

        assertThat(dt("127.0.0.1", "there", "a  b", "it's", "$HOME", "*")).isEqualTo(1);

        assertThat(caller.printed()).isEqualTo("fail::dt:there:127.0.0.1:<a  b><it's><$HOME><*>\n");
        assertThat(folder.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void aScriptRunsByItsFirstLineAndLeavesNothing() throws Exception {
        Files.writeString(folder.resolve("show.awk"), """
                #!/usr/bin/awk -f
                BEGIN { for (i = 1; i < ARGC; i++) printf "<%s>", ARGV[i]; exit 3 }
                """);
        Files.writeString(
                folder.resolve("read.sh"), "#!/bin/sh -e\nread -r line\necho \"got $line\" of $#; false\necho on\n");

        assertThat(dt("-o", "json", "127.0.0.1", "script", "show.awk", "a  b", "", "it's", "$HOME", "*"))
                .isEqualTo(1);
        assertThat(caller.printed())
                .contains(
                        "\"class\":\"exit\"",
                        "\"exit\":3",
                        "\"stdout\":\"<a  b><><it's><$HOME><*>\"",
                        "\"script\":\"show.awk\"");
        assertThat(caller.pipes(
                        "first\nsecond\n",
                        words("--stdin", "127.0.0.[1-2]", "script", "read.sh", "x")
                                .toArray(String[]::new)))
                .isEqualTo(1);
        assertThat(caller.printed().lines())
                .containsExactlyInAnyOrder(
                        "fail::dt:script:127.0.0.1:got first of 1", "fail::dt:script:127.0.0.2:got first of 1");
        assertThat(dt("127.0.0.1", "script", "read.sh")).isEqualTo(1);
        assertThat(caller.printed()).isEqualTo("fail::dt:script:127.0.0.1:exit 1\n");
        assertThat(folder.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void anInterruptedScriptLeavesNothing() throws Exception {
        var began = folder.resolve("began");
        Files.writeString(folder.resolve("wait.sh"), "echo $$ >" + began + "\nsleep 4714\n");

        try (var child = Child.start(
                folder, List.of(), words("127.0.0.1", "script", "wait.sh").toArray(String[]::new))) {
            await(() -> Files.exists(began) && Files.size(began) > 0);
            assertThat(folder.resolve("tmp")).isNotEmptyDirectory();
            var script = ProcessHandle.of(Long.parseLong(Files.readString(began).strip()))
                    .orElseThrow();
            // The first one lets hosts end what they do.
            OpenSsh.run(List.of("kill", "-INT", "" + child.process().pid()));
            await(() -> Files.readString(folder.resolve("stderr")).contains("Ctrl-C"));
            OpenSsh.run(List.of("kill", "-INT", "" + child.process().pid()));

            assertThat(child.status()).isEqualTo(130);
            assertThat(child.rest()).singleElement().asString().startsWith("fail::dt:script:127.0.0.1:killed");
            await(() -> !script.isAlive());
        }
        await(() -> isEmpty(folder.resolve("tmp")));
    }

    private static boolean isEmpty(Path where) throws IOException {
        try (var all = Files.list(where)) {
            return all.findAny().isEmpty();
        }
    }

    private interface Check {
        boolean holds() throws Exception;
    }

    private static void await(Check check) throws Exception {
        long end = System.nanoTime() + 60_000_000_000L;
        while (!check.holds()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
