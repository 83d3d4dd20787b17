package dt.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** "an executable file: run with --list; its Ansible inventory JSON is read". */
class InventoryScriptTest {
    @TempDir
    Path folder;

    private Path script(String mode, String text) throws IOException {
        var path = Files.writeString(folder.resolve("inv"), "#!/bin/sh\n" + text);
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private Inventory load(Duration cache, Duration timeout) throws Exception {
        return InventoryLoader.load(new Sources(
                List.of("inv"),
                Map.of("PATH", "/usr/bin:/bin", "HELLO", "web9"),
                folder,
                folder,
                folder,
                new Sources.Scripts(cache, timeout)));
    }

    private Inventory load() throws Exception {
        return load(Duration.ZERO, Duration.ofSeconds(20));
    }

    /** "groups are tags; ansible_host, ansible_port, ansible_user; other hostvars are vars". */
    @Test
    void groupsAreTagsAndHostvarsAreVars() throws Exception {
        script("rwx------", """
                [ "$1" = --list ] || exit 9
                cat <<END
                {"web": {"hosts": ["web1", "$HELLO"], "vars": {"ansible_user": "deploy", "tier": "x"}},
                 "prod": {"children": ["web", "prod"]}, "all": {"vars": {"dc": "d1", "tier": "all"}},
                 "old": ["db1"], "ungrouped": {"hosts": ["lone"]},
                 "_meta": {"hostvars": {"web1": {"ansible_host": "10.0.0.1", "ansible_port": 2222, "slot": 7,
                   "list": [1, 2]}}}}
                END
                """);

        var inventory = load();

        assertThat(inventory.find("web1"))
                .contains(new Host(
                        "web1",
                        new Login("10.0.0.1", 2222, "deploy", null, List.of()),
                        Set.of("web", "prod"),
                        Map.of("dc", "d1", "tier", "x", "slot", "7", "list", "[1,2]")));
        assertThat(inventory.find("web9").orElseThrow().tags()).containsExactlyInAnyOrder("web", "prod");
        assertThat(inventory.find("db1").orElseThrow().tags()).containsExactly("old");
        assertThat(inventory.find("lone").orElseThrow().tags()).isEmpty();
    }

    /** "Result kept for {@code cache: 60s}". */
    @Test
    void theResultIsKeptForAWhileByItsOwnerAlone() throws Exception {
        script("rwx------", "echo x >> runs; echo '{\"all\": [\"a\"]}'\n");
        // A script that changed in the moment of its run is not trusted; the file system's clock ticks coarsely.
        var cache = Duration.ofHours(1);

        load(Duration.ZERO, Duration.ofSeconds(20));
        load(cache, Duration.ofSeconds(20));
        load(cache, Duration.ofSeconds(20));

        assertThat(Files.readAllLines(folder.resolve("runs"))).hasSize(2);
        try (var files = Files.list(folder.resolve(".cache/dt/inventory"))) {
            assertThat(files.toList())
                    .singleElement()
                    .satisfies(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    /** "bounded by a timeout". */
    @Test
    void aScriptThatHangsIsEndedWithItsChildren() throws Exception {
        script("rwx------", "sleep 300 & echo $! > child; wait\n");

        assertThatThrownBy(() -> load(Duration.ZERO, Duration.ofSeconds(1)))
                .hasMessage("inv: run with --list: did not end within 1s; try it by hand");

        var child = Long.parseLong(Files.readString(folder.resolve("child")).strip());
        var end = ProcessHandle.of(child).map(ProcessHandle::onExit);
        if (end.isPresent()) {
            end.get().get(10, java.util.concurrent.TimeUnit.SECONDS);
        }
    }

    @Test
    void aScriptThatFailsIsAnErrorWithItsLastWords() throws Exception {
        script("rwx------", "echo 'no token' >&2; exit 3\n");

        assertThatThrownBy(this::load).hasMessage("inv: run with --list: exit status 3: \"no token\"; try it by hand");
    }

    @Test
    void aScriptThatPrintsNoJsonIsAnError() throws Exception {
        script("rwx------", "echo hello\n");

        assertThatThrownBy(this::load)
                .isInstanceOf(InventoryException.class)
                .hasMessageStartingWith("inv: what it prints for --list is wrong: no JSON: ");
    }

    @Test
    void endlessOutputIsAnError() throws Exception {
        script("rwx------", "exec cat /dev/zero\n");

        assertThatThrownBy(this::load).hasMessageContaining("printed more than 64 MiB");
    }

    @Test
    void aScriptThatOthersCanWriteToIsNotRun() throws Exception {
        script("rwxrwxr-x", "touch ran; echo '{}'\n");

        assertThatThrownBy(this::load).hasMessage("inv: not run: others can write to it (rwxrwxr-x); chmod go-w inv");
        assertThat(folder.resolve("ran")).doesNotExist();
    }
}
