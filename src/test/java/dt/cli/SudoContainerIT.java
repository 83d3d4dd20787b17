package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.Container;
import dt.fleet.Containers;
import dt.fleet.OpenSsh;
import dt.fleet.SudoHosts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** sudo and ssh-copy-id on a Debian of its own, with its sudoers and its PAM as they come. */
@Timeout(300)
class SudoContainerIT {
    private static Container host;

    @TempDir
    Path home;

    private String password = SudoHosts.PASSWORD;
    private int questions;

    @BeforeAll
    static void start() throws Exception {
        host = Containers.engine().host();
    }

    @AfterAll
    static void stop() throws Exception {
        host.close();
    }

    @BeforeEach
    void sudoersAsTheyCame() throws Exception {
        host.sh("rm -f /etc/sudoers.d/test; rm -rf /home/ops/.sudo_as_admin_successful /run/sudo/ts/*")
                .check();
        Files.createDirectory(home.resolve(".ssh"));
        Files.write(home.resolve(".ssh/config"), host.config("c1", home.resolve("known")));
    }

    private void sudoers(String line) throws Exception {
        host.sh("printf '%s\\n' '" + line + "' >/etc/sudoers.d/test; chmod 440 /etc/sudoers.d/test")
                .check();
    }

    private String dt(int status, String... words) {
        var caller = Caller.at(home).answering(new Prompt() {
            @Override
            public Optional<char[]> secret(String question) {
                questions++;
                return Optional.of(password.toCharArray());
            }

            @Override
            public Optional<String> line(String question) {
                return Optional.empty();
            }
        });
        assertThat(caller.types(words))
                .as(caller.printed() + caller.complained())
                .isEqualTo(status);
        return caller.printed();
    }

    @Test
    void aPasswordIsAskedForOnce() {
        assertThat(dt(0, "ops@c1", "sudo", "id -un; cat /etc/shadow | wc -l | grep -c ."))
                .isEqualTo("okay::dt:sudo:ops@c1:root\\n1\n");
        assertThat(questions).isOne();
    }

    @Test
    void aWrongPasswordIsAFailOfClassSudo() {
        password = "left pony";

        assertThat(dt(1, "-o", "json", "ops@c1", "sudo", "id"))
                .contains("\"class\":\"sudo\"", "the password was wrong");
        assertThat(questions).isOne();
    }

    @Test
    void nobodyIsAskedWhereNoPasswordIsWanted() throws Exception {
        sudoers("ops ALL=(ALL) NOPASSWD: ALL");

        assertThat(dt(0, "ops@c1", "sudo", "id", "-un")).isEqualTo("okay::dt:sudo:ops@c1:root\n");
        assertThat(questions).isZero();
    }

    @Test
    void aTerminalIsThereWhereSudoWantsOne() throws Exception {
        sudoers("Defaults requiretty");

        assertThat(dt(0, "ops@c1", "sudo", "id", "-un")).isEqualTo("okay::dt:sudo:ops@c1:root\n");
    }

    @Test
    void aPromptThatSaysSomethingElseIsAnsweredToo() throws Exception {
        sudoers("Defaults passprompt=\"Passwort von %p: \"");

        assertThat(dt(0, "ops@c1", "sudo", "id", "-un")).isEqualTo("okay::dt:sudo:ops@c1:root\n");
    }

    @Test
    void aMissingSudoIsSaid() throws Exception {
        host.sh("mv /usr/bin/sudo /usr/bin/sudo.away").check();
        try {
            assertThat(dt(1, "ops@c1", "sudo", "id")).contains("there is no sudo on the host; install it");
        } finally {
            host.sh("mv /usr/bin/sudo.away /usr/bin/sudo").check();
        }
    }

    @Test
    void aKeyThatWasCopiedLetsIn() throws Exception {
        var key = OpenSsh.keygen(home.resolve("new"), "-t", "ed25519");

        assertThat(dt(0, "-o", "json", "ops@c1", "ssh-copy-id", key.toString()))
                .contains("\"keys_added\":1,\"keys_known\":0");
        assertThat(dt(0, "ops@c1", "ssh-copy-id", key.toString()))
                .isEqualTo("okay::dt:ssh-copy-id:ops@c1:0 added, 1 already there\n");

        var config = Files.readString(home.resolve(".ssh/config"));
        Files.writeString(home.resolve(".ssh/config"), config.replaceFirst("IdentityFile .*", "IdentityFile " + key));
        assertThat(dt(0, "ops@c1", "ssh", "id", "-un")).isEqualTo("okay::dt:ssh:ops@c1:ops\n");
    }

    @Test
    void aCopyGoesToAHostWithoutTar() throws Exception {
        Files.write(home.resolve("big"), new byte[200_000]);
        host.sh("mv /usr/bin/tar /usr/bin/tar.away").check();
        try {
            assertThat(dt(0, "ops@c1", "scp", "big", "big"))
                    .isEqualTo("okay::dt:scp:ops@c1:1 sent, 0 unchanged, 200000 bytes\n");
            assertThat(dt(0, "ops@c1", "rscp", "big", "back"))
                    .isEqualTo("okay::dt:rscp:ops@c1:1 fetched, 0 unchanged, 200000 bytes\n");
        } finally {
            host.sh("mv /usr/bin/tar.away /usr/bin/tar").check();
        }
        assertThat(home.resolve("back")).hasSameBinaryContentAs(home.resolve("big"));
    }
}
