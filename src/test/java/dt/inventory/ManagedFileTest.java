package dt.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ManagedFileTest {
    @TempDir
    Path home;

    private Sources sources(Path... paths) {
        return new Sources(List.of(paths).stream().map(Path::toString).toList(), Map.of(), home, home);
    }

    private static ManagedFile.Change add(String name, String... tags) {
        return new ManagedFile.Change.Add(Host.named(name), List.of(tags));
    }

    private static ManagedFile.Change tag(String name, List<String> more, List<String> fewer) {
        return new ManagedFile.Change.Tag(Host.named(name), more, fewer);
    }

    private static ManagedFile.Change rm(String name) {
        return new ManagedFile.Change.Remove(Host.named(name));
    }

    private Map<String, String> apply(Sources sources, ManagedFile.Change... changes) throws Exception {
        return ManagedFile.of(sources).apply(List.of(changes));
    }

    @Test
    void whatIsAddedIsReadBack() throws Exception {
        var sources = sources(Files.createDirectory(home.resolve("hosts.d")));
        var login = new Login("10.0.0.5", 2222, "no", null, List.of());
        var host = new Host("2001:db8::1", login, java.util.Set.of(), Map.of());

        assertThat(apply(
                        sources,
                        new ManagedFile.Change.Add(host, List.of("rack=r1", "*odd\"\\", "yes", "1")),
                        add("web1")))
                .isEmpty();

        var inventory = InventoryLoader.load(sources);
        assertThat(inventory.find("2001:db8::1")).hasValueSatisfying(found -> {
            assertThat(found.tags()).containsExactlyInAnyOrder("rack=r1", "*odd\"\\", "yes", "1");
            assertThat(found.login().address()).isEqualTo("10.0.0.5");
            assertThat(found.login().port()).isEqualTo(2222);
            assertThat(found.login().user()).isEqualTo("no");
        });
        assertThat(inventory.find("web1")).isPresent();
    }

    @Test
    void handWrittenFilesStayAndAreLaidOver() throws Exception {
        var folder = Files.createDirectory(home.resolve("hosts.d"));
        var text = "# mine\nhosts:\n  web1:  {tags: [web, old]}\n";
        Files.writeString(folder.resolve("10-web.yaml"), text);
        var sources = sources(folder);

        assertThat(apply(sources, tag("web1", List.of("new"), List.of("old")))).isEmpty();
        assertThat(InventoryLoader.load(sources).find("web1").orElseThrow().tags())
                .containsExactlyInAnyOrder("web", "new");
        assertThat(apply(sources, tag("web1", List.of("old"), List.of("new")))).isEmpty();
        assertThat(InventoryLoader.load(sources).find("web1").orElseThrow().tags())
                .containsExactlyInAnyOrder("web", "old");

        assertThat(folder.resolve("10-web.yaml")).hasContent(text);
        assertThat(apply(sources, rm("web1"))).isEmpty();
        assertThat(apply(sources, rm("web1"), tag("nobody", List.of("x"), List.of())))
                .containsEntry("web1", "it is in a file that dt does not write; dt hosts -v web1 shows which")
                .containsEntry("nobody", "the inventory does not have it; use dt add");
    }

    @Test
    void aLoneDtdbKeepsItsCommentsAndItsOrder() throws Exception {
        var db = Files.writeString(home.resolve("db"), """
                # the fleet
                root@web1:2222|gate  web  old # keep me

                \tweb2 web
                db[1-3] db
                """);
        var sources = sources(db);

        assertThat(apply(
                        sources,
                        tag("web1", List.of("new"), List.of("old")),
                        rm("web2"),
                        add("web3", "web"),
                        rm("db2")))
                .containsOnlyKeys("db2");

        assertThat(db).hasContent("""
                # the fleet
                root@web1:2222|gate  web new # keep me

                db[1-3] db
                web3 web
                """);
    }

    @Test
    void thirtyAtOnceLoseNothing() throws Exception {
        var sources = sources(Files.createDirectory(home.resolve("hosts.d")));
        var go = new CountDownLatch(1);
        var failures = new ArrayList<Exception>();
        var threads = IntStream.range(0, 30)
                .mapToObj(i -> Thread.ofPlatform().start(() -> {
                    try {
                        go.await();
                        apply(sources, add("host" + i, "tag" + i));
                    } catch (Exception e) {
                        synchronized (failures) {
                            failures.add(e);
                        }
                    }
                }))
                .toList();
        go.countDown();
        for (var thread : threads) {
            thread.join();
        }

        assertThat(failures).isEmpty();
        assertThat(InventoryLoader.load(sources).hosts()).hasSize(30);
    }

    @Test
    void theModeStaysAndSoDoesALink() throws Exception {
        var real = Files.writeString(home.resolve("real"), "web1\n");
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-rw----"));
        var link = Files.createSymbolicLink(home.resolve("db"), real);

        apply(sources(link), add("web2"));

        assertThat(link).isSymbolicLink();
        assertThat(real).hasContent("web1\nweb2");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
                .isEqualTo("rw-rw----");
    }

    @Test
    void aBrokenFileIsNotReplaced() throws Exception {
        var folder = Files.createDirectory(home.resolve("hosts.d"));
        Files.writeString(folder.resolve("90-managed.yaml"), "hosts: [");

        assertThatThrownBy(() -> apply(sources(folder), add("web1"))).isInstanceOf(InventoryException.class);

        assertThat(folder.resolve("90-managed.yaml")).hasContent("hosts: [");
    }

    @Test
    void aYamlFileByItselfIsNotWritten() throws Exception {
        var file = Files.writeString(home.resolve("mine.yaml"), "hosts:\n  web1:\n");

        assertThatThrownBy(() -> apply(sources(file), add("web2")))
                .isInstanceOf(InventoryException.class)
                .hasMessageContaining("dt does not write to this file");
    }
}
