package dt.module.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dt.fleet.OpenSsh;
import dt.module.Outcome;
import dt.module.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SshCopyIdTest {
    @TempDir
    Path home;

    @TempDir
    Path keys;

    private OnThisMachine machine;
    private SshCopyId module;
    private Path authorized;

    @BeforeEach
    void machine() throws Exception {
        machine = new OnThisMachine(home);
        module = new SshCopyId(keys, keys);
        authorized = home.resolve(".ssh/authorized_keys");
        OpenSsh.keygen(keys.resolve("one"), "-t", "ed25519", "-C", "a comment");
        OpenSsh.keygen(keys.resolve("two"), "-t", "ecdsa");
    }

    @Test
    void keysAreAddedOnceWithTheModesThatSshdWants() throws Exception {
        assertThat(machine.runs(module, "one.pub", "two")).as(machine.err()).isEqualTo(new Outcome.Okay());
        assertThat(machine.out()).isEqualTo("2 added, 0 already there\n");
        assertThat(machine.runs(module, "one")).isEqualTo(new Outcome.Okay());
        assertThat(machine.out()).isEqualTo("0 added, 1 already there\n");

        assertThat(Files.readString(authorized))
                .isEqualTo(Files.readString(keys.resolve("one.pub")) + Files.readString(keys.resolve("two.pub")));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(authorized)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(authorized.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void aKeyWithOptionsOrAnotherCommentIsThereAlready() throws Exception {
        var key = Files.readString(keys.resolve("one.pub"))
                .replace("a comment", "another")
                .strip();
        Files.createDirectory(authorized.getParent());
        Files.writeString(authorized, "# mine\nno-pty,command=\"ls -l\" " + key);

        machine.runs(module, "one");

        assertThat(machine.out()).isEqualTo("0 added, 1 already there\n");
    }

    @Test
    void aLastLineWithoutItsEndStaysALine() throws Exception {
        Files.createDirectory(authorized.getParent());
        Files.writeString(authorized, "ssh-rsa AAAA old");

        machine.runs(module, "one");

        assertThat(Files.readAllLines(authorized))
                .isEqualTo(List.of(
                        "ssh-rsa AAAA old",
                        Files.readString(keys.resolve("one.pub")).strip()));
    }

    @Test
    void aPrivateKeyNeverLeavesThisMachine() throws Exception {
        Files.delete(keys.resolve("one.pub"));

        assertThatThrownBy(() -> machine.runs(module, "one"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no public key");
        assertThat(home).isEmptyDirectory();
    }
}
